# Part of ./gateway: runs the gateway against a server that answers as the upstream APIs do, so that a newcomer sees
# platforms, a failing one among them, without a key of anybody's.

demo_port=9000

# Where each source is replayed, with a key that is none.
point_sources_at_replay() {
  local source
  for source in netflix_direct hbo_max_direct disney_plus_direct hulu_direct prime_video_direct tmdb youtube; do
    export "Sources__${source}__Address=http://127.0.0.1:$demo_port/${source%_direct}/"
    export "Sources__${source}__Keys__0=demo-key-of-nobody"
  done
  export "Sources__spotify__Address=http://127.0.0.1:$demo_port/spotify/"
  export "Sources__spotify__TokenAddress=http://127.0.0.1:$demo_port/spotify-accounts/api/token"
  export "Sources__spotify__Keys__0=demo-client:demo-secret"
}

# Starts the replay, then the gateway with the arguments given; ends both when either ends.
run_demo() {
  build Tests/Replay/Replay.csproj
  point_sources_at_replay
  dotnet "$(output Replay)/MediaGateway.Replay.dll" --port "$demo_port" --demo &
  local replay=$!
  dotnet "$(output Silo)/MediaGateway.Silo.dll" "$@" &
  local gateway=$!
  # shellcheck disable=SC2064
  trap "kill -TERM $gateway $replay 2>/dev/null" TERM INT
  local status=0
  wait -n "$gateway" "$replay" || status=$?
  kill -TERM "$gateway" "$replay" 2>/dev/null
  wait "$gateway" 2>/dev/null
  wait "$replay" 2>/dev/null
  exit "$status"
}
