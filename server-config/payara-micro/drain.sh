#!/bin/bash
# Takes Parley on this machine out of service (POST /api/node/drain), with the token of an admin in a file: the argument.
# Ends well if the node drains. For images that have no HTTP client: bash has one.
read -r token < "$1" || [ -n "$token" ] || exit 1
root="${WEBSOCKET_CONTEXT_ROOT:-/}"
exec 3<>"/dev/tcp/127.0.0.1/${WEBSOCKET_PORT:-3001}" || exit 1
printf 'POST %s/api/node/drain HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Length: 0\r\n\r\n' \
    "${root%/}" "$token" >&3
read -r -t 5 _ status _ <&3 && [ "$status" = 202 ]
