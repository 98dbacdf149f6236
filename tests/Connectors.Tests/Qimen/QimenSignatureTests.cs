using DealerIntegration.Connectors.Configuration;
using DealerIntegration.Connectors.Qimen;

namespace DealerIntegration.Connectors.Tests.Qimen;

public sealed class QimenSignatureTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => Cases().Select(c => new TheoryDataRow<string>(c.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Signatures_agree_with_the_known_answers(string name)
    {
        var known = Cases().Single(c => c.Name == name);
        Assert.Equal(known.Sign, QimenSignature.Of(known.Parameters, known.Body, known.Secret, known.KeepEmpty));
    }

    [Fact]
    public void The_signature_itself_is_not_signed_and_the_body_counts_to_the_byte()
    {
        var known = Cases()[1];
        var signed = new Dictionary<string, string>(known.Parameters) { ["sign"] = "anything" };
        Assert.Equal(known.Sign, QimenSignature.Of(signed, known.Body, known.Secret));
        Assert.NotEqual(known.Sign, QimenSignature.Of(signed, known.Body + "\n", known.Secret));
    }

    private static List<Known> Cases() =>
        ConfigFile.Load<List<Known>>(Path.Combine(AppContext.BaseDirectory, "Qimen", "signatures.json"));

    private sealed record Known(
        string Name,
        Dictionary<string, string> Parameters,
        string Secret,
        string Body,
        string Sign,
        bool KeepEmpty = false);
}
