#!/usr/bin/env bash
# What:     SmallRye OpenAPI does not know of a request body whether it is required, if the document comes from a file: the
#           model's `getRequired()` is null where the file says `true`, and where it says `false`. Its own writer still writes it.
# Versions: io.smallrye:smallrye-open-api-core 4.2.3 with io.smallrye.config:smallrye-config 3.13.4 (Maven Central); WildFly 39
#           has this version.
# Surprise: the same property of a parameter is read as the file has it, and a body that a program makes returns what it was given.
# Follows:  a filter (`OASFilter`) cannot ask whether a body is required, and whoever copies the model by its getters loses
#           it. So a server may serve `META-INF/openapi.yaml` with each body optional, and generated clients allow to leave it
#           out. Set it again in a filter: after `setRequired` the getter tells it.
#
# Exit code: 0 as described, 1 the behaviour has changed, 77 cannot be run here.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
for tool in mvn java; do
  command -v "$tool" > /dev/null || { echo "Cannot run here: no $tool."; exit 77; }
done
cat > pom.xml <<'XML'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
  <dependencies>
    <dependency><groupId>io.smallrye</groupId><artifactId>smallrye-open-api-core</artifactId><version>4.2.3</version></dependency>
    <dependency><groupId>io.smallrye.config</groupId><artifactId>smallrye-config</artifactId><version>3.13.4</version></dependency>
  </dependencies>
</project>
XML
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib > mvn.log 2>&1 ||
  { cat mvn.log; echo "Cannot run here: Maven could not fetch SmallRye OpenAPI."; exit 77; }

cat > Finding.java <<'JAVA'
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Operation;

public class Finding {

  private static final String DOCUMENT = """
      openapi: 3.1.0
      info: {title: Orders, version: '1'}
      paths:
        /orders:
          post:
            parameters:
              - {name: book, in: query, required: true, schema: {type: string}}
            requestBody:
              required: true
              content: {application/json: {schema: {type: object}}}
            responses: {'201': {description: placed}}
      """;

  public static void main(String[] arguments) throws Exception {
    SmallRyeOpenAPI read = SmallRyeOpenAPI.builder()
        .withCustomStaticFile(() -> new ByteArrayInputStream(DOCUMENT.getBytes(StandardCharsets.UTF_8)))
        .enableModelReader(false)
        .enableStandardStaticFiles(false)
        .enableAnnotationScan(false)
        .enableStandardFilter(false)
        .build();
    Operation post = read.model().getPaths().getPathItem("/orders").getPOST();
    Boolean parameter = post.getParameters().get(0).getRequired();
    Boolean body = post.getRequestBody().getRequired();
    Boolean made = OASFactory.createRequestBody().required(true).getRequired();
    long written = read.toYAML().lines().filter(line -> line.strip().equals("required: true")).count();
    post.getRequestBody().setRequired(true);
    Boolean again = post.getRequestBody().getRequired();
    System.out.println("Java " + System.getProperty("java.version"));
    System.out.println("A parameter and a body of a file, both required; one expects true for both.");
    System.out.println("Seen: parameter " + parameter + ", body " + body + "; written as required: " + written
        + "; a body made by a program: " + made + "; after setRequired: " + again);
    boolean asDescribed = Boolean.TRUE.equals(parameter) && body == null && written == 2
        && Boolean.TRUE.equals(made) && Boolean.TRUE.equals(again);
    System.exit(asDescribed ? 0 : 1);
  }
}
JAVA
timeout 120 java -cp 'lib/*' Finding.java || {
  echo "Not as described: the behaviour has changed, or the run failed (see above)."
  exit 1
}
echo "As described."
