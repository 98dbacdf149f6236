using DealerIntegration.Connectors.Contract;

namespace DealerIntegration.Connectors.Qimen;

/// <summary>A call that is not taken (拒收的回传): its file and why.</summary>
internal sealed class RejectedCallback(string name, string verdict) : SourceRecord
{
    public override Place Place => new(name);

    public override string Defect => verdict switch
    {
        "forged" => "The signature does not fit: the call is not the WMS's, its body was changed on the way, or the "
            + "secret is another one. Check the relay and the secret before you trust it.",
        "other-customer" => "The call is signed for another customerId than the connector file names.",
        "unwanted" => "No such call is expected here; name its method in source.methods if it is wanted.",
        "too-large" => "The file is larger than source.largestKilobytes.",
        "no-xml" => "The body is no whole XML although its signature fits; the WMS must send it again.",
        _ => "The first line is no query string; the relay must write it as it came, and the body below.",
    };

    public override bool TryGet(string path, out string? value)
    {
        value = null;
        return true;
    }

    public override IEnumerable<SourceRecord> Children(string path) => [];
}
