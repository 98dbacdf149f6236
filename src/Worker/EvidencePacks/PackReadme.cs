namespace DealerIntegration.Worker.EvidencePacks;

/// <summary>What a person finds first in a pack.</summary>
internal static class PackReadme
{
    public const string Text =
        """
        证据包 Evidence pack
        =====================

        report.html, report.xlsx   the case for people to read 可读报告
        case.json                  the case in figures, and the run that found it 案件
        rules.json, areas.csv      rules and areas that run went by, word for word 规则和行政区划
        scans.jsonl                scans on the market 市场扫码
        verdicts.jsonl             what was found on each scan, for and against 判定
        paths.jsonl                the way of each code up to its scan 路径
        events.jsonl               what happened to the codes and the units they lay in 追溯事件
        shipments.jsonl            codes that left the warehouse 出库码
        territories.jsonl          what the dealer was allowed 授权区域
        steps.jsonl                what was done about the case 处理记录
        manifest.json              hash of every file, each a link of a chain 清单
        seal.json                  signature over the manifest 签章

        验证 To verify:  hub verify THIS-FILE.zip --key FINGERPRINT

        "rulesSha256" of case.json is the hash over areas.csv and rules.json, one behind the other.

        By hand, for a file F that manifest.json lists, in the folder it was unzipped into:

          sha256sum F                                          is its "sha256"
          printf '%s\n%s\n%s\n%s\n' CHAIN-BEFORE F LENGTH SHA256 | sha256sum      is its "chain"
          printf '%s\n%s\n' LINK-BEFORE 'LINE' | sha256sum     is the link of a line in "lines"

        CHAIN-BEFORE and LINK-BEFORE are those of the entry or line before, and 64 zeros for the first.

        The signature, with "publicKey" and "signature" of seal.json decoded from base 64:

          printf '%s\n%s\n%s\n' dealer-integration-evidence/1 MANIFEST-SHA256 SEALED-AT > statement
          openssl pkey -pubin -inform DER -in publicKey -out key.pem
          openssl dgst -sha256 -verify key.pem -signature signature statement

        sha256sum of publicKey is the fingerprint. Ask the hub's operator for it on another way than this file came.

        """;
}
