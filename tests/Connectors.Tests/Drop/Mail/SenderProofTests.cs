using DealerIntegration.Connectors.Drop.Mail;
using MimeKit;

namespace DealerIntegration.Connectors.Tests.Drop.Mail;

/// <summary>A sender's address is believed where our own mail server has proved it, and nowhere else.</summary>
public sealed class SenderProofTests
{
    private const string Proved = "mx.hub.cn; spf=pass smtp.mailfrom=dealer.cn; dmarc=pass header.from=dealer.cn";

    [Theory]
    [InlineData(true, Proved)]
    [InlineData(true, "MX.hub.cn 1; dmarc=pass (p=reject) header.from=Dealer.cn")]
    [InlineData(false, "mx.hub.cn; spf=pass smtp.mailfrom=dealer.cn; dmarc=fail header.from=dealer.cn")]
    [InlineData(false, "mx.hub.cn; spf=pass smtp.mailfrom=dealer.cn")]
    [InlineData(false, "mx.hub.cn; dmarc=pass header.from=elsewhere.cn")]
    [InlineData(false, "mx.elsewhere.cn; dmarc=pass header.from=dealer.cn")]
    [InlineData(false, "mx.hub.cn; none")]
    [InlineData(false, "dmarc=")]
    [InlineData(false, "mx.hub.cn; dmarc=fail header.from=dealer.cn", Proved)]
    [InlineData(false, "mx.elsewhere.cn; none", Proved)]
    [InlineData(true, Proved, "mx.hub.cn; dmarc=fail header.from=dealer.cn")]
    [InlineData(false)]
    public void Only_the_first_findings_count_and_only_in_the_servers_name(bool holds, params string[] findings)
    {
        var headers = new HeaderList();
        foreach (var finding in findings)
        {
            headers.Add(HeaderId.AuthenticationResults, finding);
        }

        Assert.Equal(holds, SenderProof.Holds(headers, "orders@dealer.cn", "mx.hub.cn"));
    }
}
