#!/usr/bin/env bash
# Makes the secrets that all silos of a cluster share, in the folder given, where they are missing. Each file is named for
# its setting, as Gateway__Secrets wants it.
set -euo pipefail
umask 077
folder=${1:?make-secrets.sh needs a folder}
random() { head -c 32 /dev/urandom | base64 -w 0; }

[ -s "$folder/Security__MasterKey" ] || random > "$folder/Security__MasterKey"
[ -s "$folder/Security__AdminToken" ] || printf 'mgadm_%s' "$(random | tr '+/' '-_' | tr -d =)" > "$folder/Security__AdminToken"
