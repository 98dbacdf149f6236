using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.GenericHttp;

namespace DealerIntegration.Connectors.YonBip;

/// <summary>A document of ours as the body of a save (单据保存).</summary>
internal static class YonBipBill
{
    /// <summary>By this the gateway knows a save that comes again (幂等).</summary>
    public const string CheckKey = "resubmitCheckKey";

    /// <summary>What a line may name besides its own fields, where amounts are worked out.</summary>
    public static readonly string[] LineAmounts = ["net_amount", "tax_amount", "gross_amount", "gross_price"];

    /// <summary>What the bill may name.</summary>
    public static readonly string[] Sums = ["net_amount", "tax_amount", "gross_amount"];

    private const int LongestCheckKey = 32;

    /// <summary>The body, or in words why the document cannot be written so.</summary>
    public static (string Body, string? Problem) Of(YonBipTargetRule rule, PushDocument document)
    {
        var payload = document;
        if (rule.Amounts is { } amounts)
        {
            var (enriched, missing) = WithAmounts(document, amounts);
            if (missing is not null)
            {
                return ("", missing);
            }

            payload = document with { Payload = enriched };
        }

        var (data, problem) = TargetBody.Of(rule.Fields, rule.Lines, payload);
        data[CheckKey] = CheckKeyOf(document.Key);
        var (bytes, _) = BodyText.Write(new JsonObject { ["data"] = data }, BodyFormat.Json);
        return (Encoding.UTF8.GetString(bytes), problem);
    }

    // The same for every try of the same document, whoever sends it: a longer key is hashed.
    private static string CheckKeyOf(string key) => key.Length <= LongestCheckKey
        ? key
        : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..LongestCheckKey];

    private static (string Payload, string? Problem) WithAmounts(PushDocument document, YonBipAmounts rule)
    {
        var payload = JsonNode.Parse(document.Payload)!.AsObject();
        var sums = new decimal[3];
        foreach (var line in payload["lines"]?.AsArray().Select(l => l!.AsObject()) ?? [])
        {
            // Goods that are given away have no price.
            var price = line["unit_price"] is { } stated ? Number(stated) : document.Kind == "free-goods" ? 0m : null;
            var quantity = line["quantity"] is { } pieces ? Number(pieces) : null;
            var product = (string?)line["product_code"] ?? "";
            if (price is null || quantity is null)
            {
                return ("", $"The line of {product} has no unit_price or quantity, so its amounts cannot be told.");
            }

            var rate = rule.TaxRates.GetValueOrDefault(product, rule.TaxRate);
            var net = rule.Rounding.Apply(quantity.Value * price.Value);
            var tax = rule.Rounding.Apply(net * rate);
            Set(line, LineAmounts, [net, tax, net + tax, rule.PriceRounding.Apply(price.Value * (1 + rate))]);
            sums = [sums[0] + net, sums[1] + tax, sums[2] + net + tax];
        }

        Set(payload, Sums, sums);
        return (payload.ToJsonString(), null);
    }

    private static void Set(JsonObject holder, string[] names, decimal[] values)
    {
        foreach (var (name, value) in names.Zip(values))
        {
            holder[name] = value.ToString(CultureInfo.InvariantCulture);
        }
    }

    private static decimal? Number(JsonNode node) => decimal.TryParse(
        node.ToString(),
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
        CultureInfo.InvariantCulture,
        out var number) ? number : null;
}
