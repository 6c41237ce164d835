# ./gateway cluster: silos and front ends as processes of this machine. Read by ./gateway, which brings say, build and output.

declare -A cluster_parts=() # pid -> name
declare -A cluster_arguments=() # name -> arguments of the process, one a line

# A secret of the cluster, made at the first start: all silos must have the same.
cluster_secret() {
  local file=$1 make=$2
  [ -s "$file" ] || (umask 077; $make > "$file")
  cat "$file"
}

cluster_master_key() { head -c 32 /dev/urandom | base64 -w 0; echo; }

cluster_admin_token() { printf 'mgadm_%s\n' "$(head -c 32 /dev/urandom | base64 -w 0 | tr '+/' '-_' | tr -d =)"; }

cluster_start() {
  local name=$1 arguments
  mapfile -t arguments <<<"${cluster_arguments[$name]}"
  dotnet "$(output Silo)/MediaGateway.Silo.dll" "${arguments[@]}" >>"$cluster_data/$name.log" 2>&1 &
  cluster_parts[$!]=$name
  echo $! > "$cluster_data/$name.pid"
}

cluster_is_ready() { "$root/deploy/is-ready.sh" "$1" 2>/dev/null; }

cluster_wait_ready() {
  local name=$1 port=$2 tries
  for ((tries = 0; tries < 300; tries++)); do
    cluster_is_ready "$port" && return
    kill -0 "$(cat "$cluster_data/$name.pid")" 2>/dev/null || break
    sleep 0.2
  done
  say "$name did not become ready; the end of $cluster_data/$name.log:"
  tail -n 2 "$cluster_data/$name.log" | cut -c 1-600 >&2
  cluster_stop
  exit 1
}

# Front ends first, so that no request arrives that no silo would serve.
cluster_stop() {
  trap - EXIT
  trap '' INT TERM
  local role pid
  for role in frontend silo; do
    for pid in "${!cluster_parts[@]}"; do
      [[ ${cluster_parts[$pid]} == "$role"-* ]] || continue
      kill -TERM "$pid" 2>/dev/null || true
    done
    for pid in "${!cluster_parts[@]}"; do
      [[ ${cluster_parts[$pid]} == "$role"-* ]] || continue
      wait "$pid" 2>/dev/null || true
      rm -f "$cluster_data/${cluster_parts[$pid]}.pid"
    done
  done
}

# Starts again what ends, after a moment in which a fault that is there to stay does not burn a processor.
cluster_watch() {
  local ended name
  while true; do
    ended=""
    wait -n -p ended "${!cluster_parts[@]}" 2>/dev/null || true
    [ -n "$ended" ] || continue
    name=${cluster_parts[$ended]}
    unset "cluster_parts[$ended]"
    say "$name (pid $ended) has ended; it is started again"
    sleep 1
    cluster_start "$name"
  done
}

run_cluster() {
  local silos=3 frontends=2 port=8080 database="" listen=localhost silo_port=11111 gateway_port=30000
  cluster_data=./data
  while [ $# -gt 0 ]; do
    case $1 in
      --silos) silos=${2:?--silos needs a number}; shift ;;
      --frontends) frontends=${2:?--frontends needs a number}; shift ;;
      --port) port=${2:?--port needs a number}; shift ;;
      --data) cluster_data=${2:?--data needs a folder}; shift ;;
      --listen) listen=${2:?--listen needs an address}; shift ;;
      --silo-port) silo_port=${2:?--silo-port needs a number}; shift ;;
      --gateway-port) gateway_port=${2:?--gateway-port needs a number}; shift ;;
      --database) database=${2:?--database needs a connection string}; shift ;;
      *) usage; exit 2 ;;
    esac
    shift
  done
  [ -n "$database" ] || { say "A cluster needs a PostgreSQL server that all its processes reach: --database <connection string>"; exit 2; }
  [ "$silos" -ge 1 ] && [ "$frontends" -ge 1 ] || { say "A cluster has at least one silo and one front end."; exit 2; }
  need_dotnet
  need_orleans Silo/Silo.csproj
  mkdir -p "$cluster_data"
  say "Building ..."
  build Silo/Silo.csproj

  # By the environment: what is in the arguments of a process can be read by everyone on the machine.
  export Storage__ConnectionString=$database
  Security__MasterKey=$(cluster_secret "$cluster_data/master-key" cluster_master_key)
  Security__AdminToken=$(cluster_secret "$cluster_data/admin-token" cluster_admin_token)
  export Security__MasterKey Security__AdminToken
  trap 'cluster_stop; exit 0' INT TERM
  trap cluster_stop EXIT
  local i
  for ((i = 1; i <= silos; i++)); do
    cluster_arguments[silo-$i]=$(printf '%s\n' --role silo --port $((port + 1000 + i)) --silo-port $((silo_port + i - 1)) --gateway-port $((gateway_port + i - 1)) --data "$cluster_data")
    cluster_start "silo-$i"
  done
  for ((i = 1; i <= silos; i++)); do cluster_wait_ready "silo-$i" $((port + 1000 + i)); done
  for ((i = 1; i <= frontends; i++)); do
    cluster_arguments[frontend-$i]=$(printf '%s\n' --role frontend --port $((port + i - 1)) --listen "$listen" --data "$cluster_data")
    cluster_start "frontend-$i"
  done
  for ((i = 1; i <= frontends; i++)); do cluster_wait_ready "frontend-$i" $((port + i - 1)); done
  echo "Media Gateway runs on $silos silos. Front ends: $(for ((i = 0; i < frontends; i++)); do printf 'http://localhost:%s ' $((port + i)); done)"
  cluster_watch
}
