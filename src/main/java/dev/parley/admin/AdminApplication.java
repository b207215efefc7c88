package dev.parley.admin;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;

/**
 * The application below {@code /api}. It names its classes, because there is another application in the WAR and a server
 * that looks for classes itself would put each of them into both. What the resources share in the OpenAPI document is
 * described here, since servers look for it at an application only.
 */
@ApplicationPath(AdminApplication.PATH)
@LoginConfig(authMethod = "MP-JWT")
// For Payara, which looks for the annotation above in beans only.
@Dependent
@OpenAPIDefinition(
        info =
                @Info(
                        title = "Parley",
                        version = "1",
                        description = "What operators see and do, and how backends publish.",
                        license =
                                @License(
                                        name = "Apache License 2.0",
                                        url = "https://www.apache.org/licenses/LICENSE-2.0")),
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = AdminApplication.TOKEN,
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        bearerFormat = "JWT",
                                        description = "A MicroProfile JWT, verified with the same keys as those of the"
                                                + " sockets; its groups are the roles."),
                        responses = {
                            @APIResponse(
                                    name = ApiDescription.INVALID,
                                    responseCode = "400",
                                    description = "something in the request is wrong; `errors` names it",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(ref = ApiDescription.PROBLEM))),
                            @APIResponse(
                                    name = ApiDescription.UNAUTHORIZED,
                                    responseCode = "401",
                                    description = "no token, or none that is believed",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(ref = ApiDescription.PROBLEM))),
                            @APIResponse(
                                    name = ApiDescription.FORBIDDEN,
                                    responseCode = "403",
                                    description = "the token does not have the role",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(ref = ApiDescription.PROBLEM))),
                            @APIResponse(
                                    name = ApiDescription.NOT_FOUND,
                                    responseCode = "404",
                                    description = "there is nothing of that name, as far as `missingNodes` do not know"
                                            + " better",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(ref = ApiDescription.PROBLEM))),
                            @APIResponse(
                                    name = ApiDescription.TOO_LARGE,
                                    responseCode = "413",
                                    description = "the body is larger than WEBSOCKET_MAX_BUFFER_SIZE",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(ref = ApiDescription.PROBLEM)))
                        },
                        schemas = {
                            @Schema(
                                    name = ApiDescription.CONNECTION,
                                    type = SchemaType.OBJECT,
                                    description = "A connected socket",
                                    requiredProperties = {
                                        "socketId",
                                        "userId",
                                        "connectedAt",
                                        "rooms",
                                        "metadata",
                                        "transport",
                                        "remoteAddress",
                                        "node"
                                    },
                                    properties = {
                                        @SchemaProperty(name = "socketId", type = SchemaType.STRING),
                                        @SchemaProperty(name = "userId", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "connectedAt",
                                                type = SchemaType.STRING,
                                                format = "date-time"),
                                        @SchemaProperty(
                                                name = "rooms",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class),
                                        @SchemaProperty(
                                                name = "metadata",
                                                type = SchemaType.OBJECT,
                                                description = "what the client said of itself when it connected"),
                                        @SchemaProperty(
                                                name = "transport",
                                                type = SchemaType.STRING,
                                                enumeration = {"polling", "websocket"}),
                                        @SchemaProperty(name = "remoteAddress", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "node",
                                                type = SchemaType.STRING,
                                                description = "the id of the node that it is connected to"),
                                        @SchemaProperty(
                                                name = "missingNodes",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class)
                                    }),
                            @Schema(
                                    name = ApiDescription.CONNECTION_PAGE,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"items", "total", "limit", "offset"},
                                    properties = {
                                        @SchemaProperty(
                                                name = "items",
                                                type = SchemaType.ARRAY,
                                                ref = ApiDescription.CONNECTION),
                                        @SchemaProperty(name = "total", type = SchemaType.INTEGER),
                                        @SchemaProperty(name = "limit", type = SchemaType.INTEGER),
                                        @SchemaProperty(name = "offset", type = SchemaType.INTEGER),
                                        @SchemaProperty(
                                                name = "missingNodes",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class,
                                                description = "the nodes that have not answered in time")
                                    }),
                            @Schema(
                                    name = ApiDescription.ROOM,
                                    type = SchemaType.OBJECT,
                                    description = "A room with members",
                                    requiredProperties = {"name", "memberCount", "members", "createdAt", "metadata"},
                                    properties = {
                                        @SchemaProperty(name = "name", type = SchemaType.STRING),
                                        @SchemaProperty(name = "memberCount", type = SchemaType.INTEGER),
                                        @SchemaProperty(
                                                name = "members",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class,
                                                description = "the ids of its sockets"),
                                        @SchemaProperty(
                                                name = "createdAt",
                                                type = SchemaType.STRING,
                                                format = "date-time"),
                                        @SchemaProperty(
                                                name = "metadata",
                                                type = SchemaType.OBJECT,
                                                description = "what its creator gave"),
                                        @SchemaProperty(
                                                name = "missingNodes",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class)
                                    }),
                            @Schema(
                                    name = ApiDescription.ROOM_PAGE,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"items", "total", "limit", "offset"},
                                    properties = {
                                        @SchemaProperty(
                                                name = "items",
                                                type = SchemaType.ARRAY,
                                                ref = ApiDescription.ROOM),
                                        @SchemaProperty(name = "total", type = SchemaType.INTEGER),
                                        @SchemaProperty(name = "limit", type = SchemaType.INTEGER),
                                        @SchemaProperty(name = "offset", type = SchemaType.INTEGER),
                                        @SchemaProperty(
                                                name = "missingNodes",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class,
                                                description = "the nodes that have not answered in time")
                                    }),
                            @Schema(
                                    name = ApiDescription.PRESENCE,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"userId", "status", "timestamp", "sockets"},
                                    properties = {
                                        @SchemaProperty(name = "userId", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "status",
                                                type = SchemaType.STRING,
                                                enumeration = {"online", "away", "busy", "offline"}),
                                        @SchemaProperty(
                                                name = "timestamp",
                                                type = SchemaType.STRING,
                                                format = "date-time",
                                                description = "since when; for a user who is not connected, now"),
                                        @SchemaProperty(
                                                name = "sockets",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class,
                                                description = "the ids of the user's sockets"),
                                        @SchemaProperty(
                                                name = "missingNodes",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class)
                                    }),
                            @Schema(
                                    name = ApiDescription.MESSAGE,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"content", "type"},
                                    properties = {
                                        @SchemaProperty(name = "content", type = SchemaType.STRING, minLength = 1),
                                        @SchemaProperty(
                                                name = "type",
                                                type = SchemaType.STRING,
                                                enumeration = {"text", "image", "file", "system", "notification"}),
                                        @SchemaProperty(
                                                name = "metadata",
                                                type = SchemaType.OBJECT,
                                                description = "at most 4096 bytes as JSON")
                                    }),
                            @Schema(
                                    name = ApiDescription.MESSAGE_RECEIPT,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"id", "timestamp"},
                                    properties = {
                                        @SchemaProperty(name = "id", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "timestamp",
                                                type = SchemaType.STRING,
                                                format = "date-time")
                                    }),
                            @Schema(
                                    name = ApiDescription.BROADCAST,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"event", "data"},
                                    properties = {
                                        @SchemaProperty(
                                                name = "event",
                                                type = SchemaType.STRING,
                                                minLength = 1,
                                                maxLength = 128),
                                        @SchemaProperty(name = "data", description = "any JSON but null"),
                                        @SchemaProperty(
                                                name = "rooms",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class,
                                                minItems = 1,
                                                maxItems = 100,
                                                uniqueItems = true,
                                                description = "for the members of these; left out, for everybody"),
                                        @SchemaProperty(
                                                name = "excludeSockets",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class,
                                                maxItems = 1000,
                                                uniqueItems = true,
                                                description = "the ids of sockets that do not get it")
                                    }),
                            @Schema(name = ApiDescription.NOTIFICATION, description = "any JSON"),
                            @Schema(
                                    name = ApiDescription.RECEIPT,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"timestamp"},
                                    properties =
                                            @SchemaProperty(
                                                    name = "timestamp",
                                                    type = SchemaType.STRING,
                                                    format = "date-time")),
                            @Schema(
                                    name = ApiDescription.INVALID_FIELD,
                                    type = SchemaType.OBJECT,
                                    requiredProperties = {"field", "reason"},
                                    properties = {
                                        @SchemaProperty(name = "field", type = SchemaType.STRING),
                                        @SchemaProperty(name = "reason", type = SchemaType.STRING)
                                    }),
                            @Schema(
                                    name = ApiDescription.PROBLEM,
                                    type = SchemaType.OBJECT,
                                    description = "What went wrong (RFC 9457)",
                                    requiredProperties = {"type", "title", "status", "detail", "instance"},
                                    properties = {
                                        @SchemaProperty(name = "type", type = SchemaType.STRING, format = "uri"),
                                        @SchemaProperty(name = "title", type = SchemaType.STRING),
                                        @SchemaProperty(name = "status", type = SchemaType.INTEGER),
                                        @SchemaProperty(name = "detail", type = SchemaType.STRING),
                                        @SchemaProperty(
                                                name = "instance",
                                                type = SchemaType.STRING,
                                                format = "uri-reference"),
                                        @SchemaProperty(
                                                name = "errors",
                                                type = SchemaType.ARRAY,
                                                ref = ApiDescription.INVALID_FIELD),
                                        @SchemaProperty(
                                                name = "missingNodes",
                                                type = SchemaType.ARRAY,
                                                implementation = String.class)
                                    })
                        }))
public class AdminApplication extends Application {

    /** Where it is, below the context root. */
    public static final String PATH = "/api";

    /** The role that may look and disconnect. */
    public static final String ADMIN = "admin";

    /** The role that may publish. */
    public static final String PUBLISHER = "publisher";

    /** The role that may read the meters. */
    public static final String METRICS = "metrics";

    /** The name of the security scheme in the OpenAPI document. */
    public static final String TOKEN = "token";

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                ConnectionsResource.class,
                RoomsResource.class,
                UsersResource.class,
                BroadcastResource.class,
                ConfigResource.class,
                CrossOriginFilter.class,
                InfoResource.class,
                MetricsResource.class,
                ProblemFilter.class,
                ProblemMapper.class,
                HttpErrorMapper.class,
                FailureMapper.class);
    }
}
