#!/bin/sh
# Runs Parley on Payara Micro in place of this shell, so that signals reach the server itself: on SIGTERM it says goodbye
# to its clients and ends. Further arguments are passed on to Payara Micro.
#
#   WEBSOCKET_PORT   where it listens; 3001
#   PARLEY_WAR       the application; parley.war next to this script
#   PAYARA_MICRO     the server; payara-micro.jar next to this script
#   JAVA_OPTIONS     of the virtual machine, such as -Xmx2g
set -eu
here=$(dirname "$0")

# --nohazelcast: Parley's nodes meet over Redis, and nothing else may open a port. JAVA_OPTIONS is split on purpose.
# shellcheck disable=SC2086
exec java \
    -XX:MaxRAMPercentage=70 \
    -XX:+ExitOnOutOfMemoryError \
    ${JAVA_OPTIONS:-} \
    -jar "${PAYARA_MICRO:-$here/payara-micro.jar}" \
    --nohazelcast \
    --disablephonehome \
    --port "${WEBSOCKET_PORT:-3001}" \
    --contextroot / \
    --deploy "${PARLEY_WAR:-$here/parley.war}" \
    "$@"
