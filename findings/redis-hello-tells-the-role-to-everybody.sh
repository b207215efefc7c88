#!/usr/bin/env bash
# What:     HELLO answers a user who may run no command at all (`-@all`, and `-hello` besides), and tells it the server's role.
# Versions: Redis 7.0 (the Debian package).
# Surprise: the role is known from ROLE and INFO, which are in the category @dangerous and need a permission, and PING needs one, too.
#           So one expects that a client with least privileges cannot know whether it talks to a master. Commands that must work before
#           a login (AUTH, HELLO, QUIT, RESET) are not checked at all, not even if a rule takes them away; HELLO tells the role as well.
# Follows:  `HELLO 2` is how a client notices a demoted master whose connections were left open, without a permission more than it has.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
redis=
trap 'if [ -n "$redis" ]; then kill "$redis" && wait "$redis" || true; fi; rm -rf "$work"' EXIT
cd "$work"
for tool in redis-server redis-cli; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool (Debian package redis)."; exit 77; }
done
redis-server --port 0 --unixsocket "$work/redis.sock" --save '' --dir "$work" > redis.log &
redis=$!
for _ in $(seq 50); do [ -S redis.sock ] && break; sleep 0.1; done
redis-server --version

operator() { redis-cli -s redis.sock "$@"; }
nobody() { redis-cli -s redis.sock --no-auth-warning --user nobody --pass secret "$@" 2>&1 | tr '\n' ' '; }
operator acl setuser nobody reset on '>secret' -@all -hello > /dev/null
for command in PING ROLE "INFO replication" "HELLO 2"; do
  # shellcheck disable=SC2086
  echo "$command: $(nobody $command)"
done
master=$(nobody HELLO 2)
operator replicaof 127.0.0.1 1 > /dev/null
replica=$(nobody HELLO 2)
echo "and after REPLICAOF: $replica"
if [[ $(nobody PING) == *"no permissions"* && $(nobody ROLE) == *"no permissions"* && $(nobody INFO replication) == *"no permissions"* &&
  $master == *"role master"* && $replica == *"role replica"* ]]; then
  echo "As described."
else
  echo "Not as described: the behaviour has changed."
  exit 1
fi
