# Parley on Payara Micro. Build: docker build -t parley .
FROM docker.io/library/maven:3.9-eclipse-temurin-17 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN mvn -B -ntp package -DskipTests

FROM docker.io/library/eclipse-temurin:17-jre
RUN useradd --system --create-home parley
USER parley
WORKDIR /home/parley
COPY --from=build /src/target/server/payara-micro.jar /src/target/parley.war ./
ENV WEBSOCKET_PORT=3001
EXPOSE 3001
HEALTHCHECK --interval=10s --start-period=30s CMD \
  wget -q -O /dev/null "http://localhost:${WEBSOCKET_PORT}/health/ready" || exit 1
CMD ["sh", "-c", "exec java -XX:MaxRAMPercentage=75 -jar payara-micro.jar --nohazelcast --disablephonehome --port \"$WEBSOCKET_PORT\" --contextroot / --deploy parley.war"]
