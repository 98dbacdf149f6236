using System.Text;
using System.Text.Json;
using DealerIntegration.Connectors.Flux;
using DealerIntegration.Connectors.Kingdee;
using DealerIntegration.Connectors.Ncc;
using DealerIntegration.Connectors.Qimen;
using DealerIntegration.Connectors.YonBip;

namespace DealerIntegration.Connectors.Tests.Signatures;

/// <summary>Every signer against the known answers of the vendors and of independent implementations.</summary>
public sealed class GoldenSignatureTests
{
    private static readonly string[] Ids =
    [
        "YB-1", "YB-3", "YB-5", "YB-6", "TOP-1", "QM-1", "QM-2", "QM-4a", "QM-4b", "QM-5", "NCC-salt", "NCC-login",
        "NCC-api", "NCC-L1", "KD-decode", "KD-hmac", "KD-sign", "FLUX-1",
    ];

    public static IEnumerable<TheoryDataRow<string>> Cases => Ids.Select(id => new TheoryDataRow<string>(id));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_signer_gives_the_known_answer(string id)
    {
        var known = All().Single(c => Text(c, "id") == id);
        switch (Text(known, "kind"))
        {
            case "yonbip-token":
                Assert.Equal(Text(known, "stringToSign"), YonBipSignature.Text(Parameters(known)));
                var signature = YonBipSignature.Of(Parameters(known), Text(known, "secret"));
                Assert.Equal(Text(known, "base64"), signature);
                Assert.Equal(Text(known, "urlEncoded"), Uri.EscapeDataString(signature));
                break;
            case "top-md5":
                AssertQimen(known);
                break;
            case "ncc-salt":
                Assert.Equal(Text(known, "expected"), NccSignature.SaltOf(Text(known, "pubKey")));
                break;
            case "ncc-sha256":
                var parts = known.GetProperty("parts").EnumerateArray().Select(p => p.GetString()!);
                Assert.Equal(Text(known, "expected"), NccSignature.Of(parts, Text(known, "pubKey")));
                break;
            case "ncc-aesctr":
                var key = Text(known, "securityKey");
                Assert.Equal(Text(known, "expected"), NccCipher.Encrypt(Text(known, "plaintext"), key));
                Assert.Equal(Text(known, "plaintext"), NccCipher.Decrypt(Text(known, "expected"), key));
                break;
            case "kd-decode":
                Assert.Equal(Text(known, "expected"), KingdeeSignature.Unveil(Text(known, "input")));
                break;
            case "kd-hmac":
                Assert.Equal(
                    Text(known, "expected"), KingdeeSignature.Sign(Text(known, "message"), Text(known, "key")));
                break;
            case "flux":
                Assert.Equal(Text(known, "expected"), FluxSignature.Of(Text(known, "data"), Text(known, "secret")));
                break;
            case var kind:
                Assert.Fail($"The kind '{kind}' of {id} has no signer here.");
                break;
        }
    }

    [Fact]
    public void No_known_answer_is_left_out() => Assert.Equal(Ids, All().Select(c => Text(c, "id")));

    [Fact]
    public void The_texts_that_Kingdee_signs_are_built_as_the_known_answers_write_them()
    {
        var cases = All().ToDictionary(c => Text(c, "id"), StringComparer.Ordinal);
        Assert.Equal(Text(cases["KD-hmac"], "message"), KingdeeSignature.CallText("/test", "1", "1"));
        var user = cases["KD-sign"];
        Assert.Equal(
            Text(user, "expected"),
            KingdeeSignature.OfUser(
                "123456_YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4", "dcid-1,user-1,2052,100", Text(user, "key")));
    }

    // One answer is proved in both directions: signed as a caller, and checked as a receiver.
    private static void AssertQimen(JsonElement known)
    {
        var (parameters, body, secret) = (Parameters(known), Text(known, "body"), Text(known, "secret"));
        var keepEmpty = !known.GetProperty("skipEmpty").GetBoolean();
        Assert.Equal(Text(known, "sign"), QimenSignature.Of(parameters, body, secret, keepEmpty));
        parameters["sign"] = Text(known, "sign");
        Assert.True(QimenVerification.Accepts(parameters, Encoding.UTF8.GetBytes(body), secret));
        Assert.False(QimenVerification.Accepts(parameters, Encoding.UTF8.GetBytes(body + "\n"), secret));
    }

    private static List<JsonElement> All()
    {
        var path = SharedData.Require("../golden/signatures.json");
        using var json = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. json.RootElement.GetProperty("cases").EnumerateArray().Select(c => c.Clone())];
    }

    private static Dictionary<string, string> Parameters(JsonElement known) => known.GetProperty("params")
        .EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal);

    private static string Text(JsonElement known, string member) => known.GetProperty(member).GetString()!;
}
