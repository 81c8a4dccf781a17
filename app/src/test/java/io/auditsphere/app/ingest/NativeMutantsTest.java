package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Native events with fields dropped, types swapped, lists for scalars and strings for objects")
class NativeMutantsTest {

    /** Mutants of each event: enough that every field of every fixture is hit some ten times. */
    private static final int MUTANTS = 400;

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(strings = {"""
                {"CreationTime":"2026-11-20T09:30:00","Id":"1","Operation":"Set-Mailbox","RecordType":1,"UserType":2,
                 "UserId":"ada@contoso.example","ClientIP":"203.0.113.7","ResultStatus":"True","ObjectId":"https://x/y/z.docx",
                 "Parameters":[{"Name":"ForwardingSmtpAddress","Value":"eve@example.net"}],"Actor":[{"ID":"a","Type":5}],
                 "Target":[{"ID":"bo@contoso.example","Type":5}],"ExtendedProperties":[{"Name":"additionalDetails","Value":"{}"}],
                 "ModifiedProperties":[{"Name":"Role.DisplayName","NewValue":"x","OldValue":""}],"Folders":[{"Path":"\\\\Inbox"}],
                 "AppAccessContext":{"CorrelationId":"c"},"Members":[{"UPN":"x"}]}""", """
                {"kind":"admin#reports#activity","id":{"time":"2026-11-20T09:30:00Z","uniqueQualifier":"-1","applicationName":"drive"},
                 "actor":{"email":"ada@example.com","callerType":"USER"},"ipAddress":"203.0.113.7","networkInfo":{"regionCode":"DE"},
                 "events":[{"type":"acl_change","name":"change_user_access","parameters":[{"name":"doc_id","value":"d"},
                 {"name":"new_value","multiValue":["people_with_link"]},{"name":"x","messageValue":{"parameter":[{"name":"a","value":"1"}]}}]}]}""", """
                {"protoPayload":{"authenticationInfo":{"principalEmail":"ada@example.com"},"requestMetadata":{"callerIp":"203.0.113.7"},
                 "serviceName":"login.googleapis.com","methodName":"m","metadata":{"event":[{"eventName":"login_failure","parameter":
                 [{"name":"a","multiStrValue":["b"]}]}]}},"insertId":"abc","timestamp":"2026-11-20T08:00:00Z"}""", """
                {"type":"event","event_id":"b","event_type":"COLLABORATION_INVITE","created_at":"2026-11-20T01:30:00-07:00",
                 "created_by":{"id":17,"login":"ada@example.com"},"accessible_by":{"login":"eve@example.net"},"action_by":{"login":"x"},
                 "source":{"item_name":"a","shared_link":{"access":"open"},"path_collection":{"entries":[{"name":"f"}]}},
                 "additional_details":{"shield_alert":{"user":{"email":"bo@example.com"},"x":{"ip_info":{"latitude":"1","longitude":"2"}}}}}""", """
                {"timestamp":"2026-11-20T09:30:00Z","event_category":{".tag":"sharing"},"event_type":{".tag":"shared_content_add_member"},
                 "actor":{".tag":"user","user":{".tag":"team_member","email":"ada@example.com"}},"involve_non_team_member":true,
                 "origin":{"geo_location":{"country":"DE","ip_address":"203.0.113.7"},"access_method":{".tag":"end_user","end_user":{".tag":"web"}}},
                 "participants":[{".tag":"user","user":{"email":"eve@example.net"}}],"assets":[{".tag":"file","path":{"contextual":"/a/b"}}],
                 "details":{"new_value":{".tag":"public"},"device_session_info":{"host_name":"h"}}}""", """
                {"eventTime":"2026-11-20T09:30:00Z","eventSource":"ec2.amazonaws.com","eventName":"ModifySnapshotAttribute","eventID":"t",
                 "sourceIPAddress":"203.0.113.7","userIdentity":{"type":"AssumedRole","arn":"arn:aws:sts::1:assumed-role/R/S",
                 "sessionContext":{"sessionIssuer":{"userName":"R"}}},"resources":[{"ARN":"arn:x"}],"errorCode":"AccessDenied",
                 "requestParameters":{"createVolumePermission":{"add":{"items":[{"userId":"9"}]}},"instancesSet":{"items":[{"instanceId":"i"}]}}}""", """
                {"time":"2026-11-20T09:30:00Z","operationName":{"value":"Add member to role"},"category":"AuditLogs","resultType":"0",
                 "identity":{"claims":{"name":"ada@example.com"}},"properties":{"initiatedBy":{"user":{"userPrincipalName":"ada@example.com"}},
                 "status":{"errorCode":50126},"location":{"countryOrRegion":"DE","geoCoordinates":{"latitude":1,"longitude":2}},
                 "targetResources":[{"displayName":"x","modifiedProperties":[{"displayName":"Role.DisplayName","newValue":"Admin"}]}],
                 "additionalDetails":[{"key":"User-Agent","value":"curl"}]}}""", """
                {"eventType":"com.oraclecloud.X.Do","eventID":"o","eventTime":"2026-11-20T09:30:00Z","data":{"eventName":"Do",
                 "identity":{"principalName":"ada","principalId":"ocid1.user.a","ipAddress":"203.0.113.7"},"response":{"status":"200"}}}"""})
    @DisplayName("never throw, and what is accepted of them can be written and read again")
    void mutants(String json) throws IOException {
        RandomGenerator random = new SplittableRandom(json.hashCode());
        assertThat(Decoding.events(json)).as("the event before it is changed").isNotEmpty();
        for (int i = 0; i < MUTANTS; i++) {
            JsonNode mutant = JSON.readTree(json);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                change(mutant, random);
            }
            DecodedRecord record = Decoding.record(mutant.toString());
            for (AuditEvent event : record.events()) {
                assertThat(AuditEventJson.read(AuditEventJson.toBytes(event))).isEqualTo(event);
            }
        }
    }

    private static void change(JsonNode node, RandomGenerator random) {
        if (node instanceof ObjectNode object && !object.isEmpty()) {
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            String name = names.get(random.nextInt(names.size()));
            JsonNode value = object.get(name);
            if (value.isContainerNode() && random.nextInt(3) > 0) {
                change(value, random);
            } else if (random.nextInt(4) == 0) {
                object.remove(name);
            } else {
                object.set(name, another(value, random));
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            int index = random.nextInt(array.size());
            if (array.get(index).isContainerNode() && random.nextBoolean()) {
                change(array.get(index), random);
            } else {
                array.set(index, another(array.get(index), random));
            }
        }
    }

    private static JsonNode another(JsonNode value, RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.getNodeFactory().numberNode(random.nextLong());
            case 2 -> JSON.getNodeFactory().textNode("NUL \u0000 and half \ud83d");
            case 3 -> JSON.getNodeFactory().booleanNode(random.nextBoolean());
            case 4 -> JSON.createArrayNode().add(value);
            case 5 -> JSON.createObjectNode().set("x", value);
            case 6 -> JSON.getNodeFactory().textNode("x".repeat(5000));
            default -> JSON.getNodeFactory().textNode(value.toString());
        };
    }
}
