namespace DealerIntegration.Worker.Tests.Pipelines.Release;

/// <summary>Two per cent of everything from 10,000 up.</summary>
internal static class VolumePolicy
{
    public const string Json =
        """
        {
          "code": "VOL", "version": 1, "name": "volume", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "currency": "CNY", "who": {}, "what": {},
          "basis": { "document": "invoiced", "measure": "value", "taxInclusive": false, "netOfReturns": true },
          "rule": {
            "type": "tiers", "method": "cumulative", "reward": "percent", "threshold": "inclusive",
            "tiers": [ { "from": 10000, "rate": 2 } ]
          },
          "rounding": { "mode": "halfUp", "scale": 2, "point": "period" }
        }
        """;

    /// <summary>The same over the quarter, settled each month on what is known so far.</summary>
    public static readonly string Quarterly = Json.Replace(
        "\"rounding\"", "\"period\": { \"of\": \"quarter\", \"settle\": \"interim\" }, \"rounding\"",
        StringComparison.Ordinal);
}
