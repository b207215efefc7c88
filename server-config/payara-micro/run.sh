#!/bin/sh
# Runs Parley on Payara Micro in place of this shell, so that signals reach the server itself: on SIGTERM it says goodbye
# to its clients and ends. Further arguments are passed on to Payara Micro; a --prebootcommandfile among them takes the place
# of parley.txt, as Payara Micro knows one only.
#
#   WEBSOCKET_PORT   where it listens; 3001
#   WEBSOCKET_CONTEXT_ROOT   the path that everything is below; /
#   PARLEY_WAR       the application; parley.war next to this script
#   PAYARA_MICRO     the server; payara-micro.jar next to this script
#   JAVA_OPTIONS     of the virtual machine, such as -Xmx2g
set -eu
here=$(dirname "$0")

# The port is opened when the application has been deployed (parley.txt, after-deploy.txt): Payara Micro itself listens
# seconds earlier, and answers 404 and 500.
# --nohazelcast: Parley's nodes meet over Redis, and nothing else may open a port. JAVA_OPTIONS is split on purpose.
# shellcheck disable=SC2086
exec java \
    "@$here/java.options" \
    -XX:MaxRAMPercentage=70 \
    -XX:+ExitOnOutOfMemoryError \
    ${JAVA_OPTIONS:-} \
    -jar "${PAYARA_MICRO:-$here/payara-micro.jar}" \
    --nohazelcast \
    --disablephonehome \
    --logproperties "$here/logging.properties" \
    --prebootcommandfile "$here/parley.txt" \
    --postdeploycommandfile "$here/after-deploy.txt" \
    --port "${WEBSOCKET_PORT:-3001}" \
    --contextroot "${WEBSOCKET_CONTEXT_ROOT:-/}" \
    --deploy "${PARLEY_WAR:-$here/parley.war}" \
    "$@"
