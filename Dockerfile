# Parley on Payara Micro. From the top of the project:
#   docker build -t parley .
#   docker run -p 3001:3001 -e MP_JWT_VERIFY_PUBLICKEY_LOCATION=https://id.example.com/jwks parley
#
# Every image below can be pinned by its digest, which `docker buildx imagetools inspect NAME` tells:
#   docker build --build-arg JRE=eclipse-temurin:21.0.9_10-jre@sha256:… …
# The labels take what your build knows: --build-arg VERSION=… --build-arg REVISION="$(git rev-parse HEAD)"

ARG NODE=node:24.11.1-bookworm-slim
ARG MAVEN=maven:3.9.11-eclipse-temurin-21
ARG JRE=eclipse-temurin:21.0.9_10-jre

FROM ${NODE} AS node

FROM ${MAVEN} AS build
COPY --from=node /usr/local/bin/node /usr/local/bin/node
COPY --from=node /usr/local/lib/node_modules/npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm
WORKDIR /build
COPY . .
# The tests have run where the commit was made: they need more than a build has, such as browsers.
RUN --mount=type=cache,target=/var/cache/maven \
    --mount=type=cache,target=/var/cache/npm \
    npm_config_cache=/var/cache/npm mvn -B -ntp -Dmaven.repo.local=/var/cache/maven -DskipTests package
RUN mkdir /parley \
 && cp target/parley.war target/server/payara-micro.jar \
       server-config/payara-micro/run.sh server-config/payara-micro/healthy.sh server-config/payara-micro/drain.sh \
       server-config/payara-micro/parley.txt server-config/payara-micro/after-deploy.txt \
       server-config/payara-micro/java.options server-config/payara-micro/logging.properties /parley \
 && chmod 555 /parley/*.sh

FROM ${JRE}
ARG JRE
ARG VERSION=unknown
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Parley" \
      org.opencontainers.image.description="A Socket.IO server on Payara Micro" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${JRE}"
# A number, so that Kubernetes can tell that it is not root's.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin parley
COPY --from=build /parley /parley
USER 10001
# Payara Micro unpacks itself into the temporary directory, the only place that it writes to.
WORKDIR /tmp
ENV WEBSOCKET_PORT=3001
EXPOSE 3001
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["/parley/healthy.sh"]
ENTRYPOINT ["/parley/run.sh"]
