using System.Globalization;
using System.Text.Json;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// Kingdee as a stage: its list is that of the receivables, each a bill of two entries, or of one where the customer is
/// missing; and it takes sales orders.
/// </summary>
internal sealed class K3Stage : HttpStage
{
    private const int PageSize = 3;
    private const long LargestId = 9_000_000_000_000;

    private static readonly TimeSpan China = TimeSpan.FromHours(8);

    private readonly K3Desk desk;

    public K3Stage(TimeProvider time)
        : base(new K3Wire(), time, FaultList.PartialFailure)
    {
        desk = new K3Desk(
            StageBusiness.Month, new StateFile<K3State>(null), () => Clock.GetUtcNow().ToOffset(China).DateTime);
    }

    public override IReadOnlyDictionary<string, IReadOnlyList<string>> Effects =>
        StageBusiness.ByKey(desk.Bills.Select(bill => (bill.Head[K3Desk.KeyField], bill.Number)));

    protected override WebApplication Build() =>
        K3Server.Build(Parts, new K3Books(StageBusiness.Month, desk, Receivables), desk, port: 0, Secret);

    // A page goes on after an id; a look whether rows are left is none of a page's.
    private IEnumerable<K3Bill> Receivables(JsonElement query)
    {
        var filter = query.GetProperty("FilterString").GetString()!;
        var after = filter.Split("FID > ") is [_, var id] ? id.Split(' ')[0] : "";
        var isLookBehind = query.GetProperty("StartRow").GetInt32() > 0;
        var before = Records.All.Count(record => string.CompareOrdinal(record.Number, after) <= 0);
        return (isLookBehind ? Records.All : Records.ForPage(before / PageSize)).Select(Receivable);
    }

    private static K3Bill Receivable(StageRecord record)
    {
        // A number too long to be one makes an answer too large, which is what it is for.
        var isNumber = long.TryParse(record.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        var id = isNumber ? number : LargestId;
        var changed = record.ChangedAt.ToOffset(China).DateTime;
        var head = K3Books.HeadOf(id, record.Number, DateOnly.FromDateTime(changed), changed, record.Dealer);
        head["FBillTypeID.FNumber"] = "F2";
        return new K3Bill(head, record.Dealer.Length == 0
            ? [Entry(id, 1, record.Amount)]
            : [Entry(id, 1, 0.01m), Entry(id, 2, record.Amount - 0.01m)]);
    }

    private static Dictionary<string, object?> Entry(long bill, int position, decimal amount)
    {
        var entry = K3Books.EntryOf("FEntityDetail", bill, position, StageBusiness.Product, 1);
        (entry["FNoTaxAmountFor"], entry["FTaxAmountFor"], entry["FAllAmountFor"]) = (amount, 0m, amount);
        return entry;
    }
}
