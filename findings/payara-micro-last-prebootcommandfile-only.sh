#!/usr/bin/env bash
# What:     of several `--prebootcommandfile` options Payara Micro obeys only the last one, without a word about the others.
# Versions: fish.payara.extras:payara-micro 6.2025.10 (Maven Central, about 100 MB), Java 17.
# Surprise: `--deploy` may be given several times, and all of them count. So one expects the same here (say, a file of the
#           image and one of the site), or an error. Nothing in the log tells that a file was left out.
# Follows:  put all commands into one file. Whoever adds an option to somebody else's command line replaces what that had
#           there, perhaps the command that binds the server to loopback.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
server=
stop() { if [ -n "$server" ]; then kill "$server" && wait "$server" || true; server=; fi; }
trap 'stop; rm -rf "$work"' EXIT
cd "$work"
for tool in mvn java; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool."; exit 77; }
done
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy \
  -Dartifact=fish.payara.extras:payara-micro:6.2025.10 -DoutputDirectory=. > mvn.log 2>&1 ||
  { cat mvn.log; echo "Cannot run here: Maven could not fetch Payara Micro."; exit 77; }

listener=configs.config.server-config.network-config.network-listeners.network-listener.http-listener
for name in first second; do
  printf '%s\n' "set $listener.address=127.0.0.1" "create-system-properties finding.$name=1" > "$name.txt"
done
cat first.txt second.txt > both.txt
echo "list-system-properties" > afterwards.txt

# Which of the two properties are there after a start with these options; the server is ended again.
start() {
  local port log="$1.log"
  shift
  while port=$((20000 + RANDOM % 12768)); (exec 3<> "/dev/tcp/127.0.0.1/$port") 2> /dev/null; do :; done
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -jar payara-micro-6.2025.10.jar --nohazelcast --port "$port" \
    --rootdir "$work/root" --postbootcommandfile afterwards.txt "$@" > "$log" 2>&1 &
  server=$!
  for _ in $(seq 80); do
    grep -q 'ready in' "$log" && break
    kill -0 "$server" 2> /dev/null || break
    sleep 0.5
  done
  stop
  rm -rf "$work/root"
  grep -q 'ready in' "$log" || { cat "$log"; echo "Not as described: the server did not start."; exit 1; }
}
properties() { grep -oE '^ *finding\.(first|second)=1' "$1.log" | tr -d ' ' | sort -u | paste -sd' '; }

java -version 2>&1 | head -1
start one --prebootcommandfile both.txt
grep -oE 'Payara Micro [0-9.]+ \(build [0-9]+\)' one.log | head -1
echo "One file with all commands: $(properties one)"
start two --prebootcommandfile first.txt --prebootcommandfile second.txt
echo "Two files. One expects the same properties, or an error. Seen: $(properties two)"
if [ "$(properties one)" = "finding.first=1 finding.second=1" ] && [ "$(properties two)" = "finding.second=1" ] &&
  ! grep -q first two.log; then
  echo "As described."
else
  echo "Not as described: the behaviour has changed."
  exit 1
fi
