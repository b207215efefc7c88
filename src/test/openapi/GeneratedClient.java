import java.util.Map;
import parley.client.ApiClient;
import parley.client.ApiException;
import parley.client.api.ConnectionsApi;
import parley.client.api.NodeApi;
import parley.client.api.RoomsApi;
import parley.client.model.Connection;
import parley.client.model.Message;
import parley.client.model.MessageReceipt;

/** Uses the classes that OpenAPI Generator has made of a server's description; OpenApiIT compiles and runs it. */
public final class GeneratedClient {

    private GeneratedClient() {}

    /** The server, the tokens of an operator and of a backend, and a room with a member. */
    public static void main(String[] arguments) throws ApiException {
        String server = arguments[0];
        String room = arguments[3];
        RoomsApi operator = new RoomsApi(client(server, arguments[1]));
        RoomsApi backend = new RoomsApi(client(server, arguments[2]));

        Connection connection = new ConnectionsApi(client(server, arguments[1]))
                .listConnections(1, 0, null, "-connectedAt", null, room, "node", null)
                .getItems()
                .get(0);
        System.out.println("user " + connection.getUserId());
        System.out.println("members " + operator.getRoom(room, "node", null).getMemberCount());
        MessageReceipt receipt = backend.sendMessage(
                room,
                new Message()
                        .content("from Java")
                        .type(Message.TypeEnum.TEXT)
                        .metadata(Map.of("by", "OpenAPI Generator")),
                null);
        System.out.println("message " + receipt.getId());
        try {
            backend.getRoom(room, null, null);
        } catch (ApiException refusal) {
            System.out.println("status " + refusal.getCode());
        }
        System.out.println("engine " + new NodeApi(client(server, null)).getInfo().getProtocols().get("engine.io"));
    }

    private static ApiClient client(String server, String token) {
        ApiClient client = new ApiClient();
        client.updateBaseUri(server);
        if (token != null) {
            client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
        }
        return client;
    }
}
