using DealerIntegration.Connectors.Kingdee;

namespace DealerIntegration.Connectors.Tests.Kingdee;

public sealed class KingdeeSignatureTests
{
    private const string AppId = "123456_aHViLWtleS0wMQ==";

    // openssl dgst -sha256 -hmac WEVXGQ1WQBpTBw== over the five lines, its digits in Base64
    [Fact]
    public void A_call_is_signed_with_the_key_inside_the_application_id() => Assert.Equal(
        "ODc1ZTIzYWExN2QxY2M0MzlmYWQyMjM2ODgzZDJlNDQ2OGQ3NTAwOTNmZWM5ZWQzZjUxZGJhZmI1MDBiNjQ0OQ==",
        KingdeeSignature.OfCall(AppId, "/K3Cloud/a.common.kdsvc", "1793437500", "1793437500"));

    // openssl dgst -sha256 -hmac app-secret over the application id and acct,ada,2052,100
    [Fact]
    public void The_user_is_signed_with_the_secret_of_the_application() => Assert.Equal(
        "YzdhNWJmMjM4YmFmMmRjNzBmODljNzVjOGVjMjlhMjViZmUxYjdlNDNkODliZjQ0OTQyN2NhYjhmMDdiNTZiOA==",
        KingdeeSignature.OfUser(AppId, "acct,ada,2052,100", "app-secret"));

    [Theory]
    [InlineData("123456")]
    [InlineData("123456_")]
    [InlineData("1_2_3")]
    [InlineData("123456_not Base64!")]
    [InlineData("123456_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDEyMw==")]
    public void An_application_id_without_a_key_is_refused(string appId) =>
        Assert.Throws<FormatException>(() => KingdeeSignature.OfCall(appId, "/a", "1", "1"));
}
