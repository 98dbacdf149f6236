using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.U8;

/// <summary>
/// Takes documents in and does them later (异步新增). A biz_id that came before is the same document; a tradeid is good for
/// one write, and two of them are two documents.
/// </summary>
internal sealed class U8Desk
{
    private const int ForEver = int.MaxValue;

    private readonly SeededMonth business;
    private readonly StateFile<U8State> file;
    private readonly U8State state;
    private readonly Faults faults;
    private readonly Lock gate = new();

    public U8Desk(SeededMonth business, StateFile<U8State> file, Faults faults)
    {
        (this.business, this.file, this.faults) = (business, file, faults);
        state = file.Load();
    }

    /// <summary>The documents that are done.</summary>
    public IReadOnlyList<U8Job> Done
    {
        get
        {
            lock (gate)
            {
                return [.. state.Jobs.Where(job => job.Id is not null)];
            }
        }
    }

    /// <exception cref="U8Exception">The document is turned down; nothing was taken.</exception>
    public U8Job Add(string resource, IQueryCollection query, JsonObject body, U8Gate numbers)
    {
        var (biz, trade) = (query["biz_id"].ToString(), query["tradeid"].ToString());
        if ((biz.Length > 0) == (trade.Length > 0))
        {
            throw new U8Exception(U8Exception.Unknown, "biz_id 与 tradeid 必须且只能传一个");
        }

        var document = body[resource] as JsonObject
            ?? throw new U8Exception(U8Exception.Unknown, $"报文缺少 {resource}");
        lock (gate)
        {
            if (biz.Length > 0 && state.Jobs.Find(job => job.Resource == resource && job.Key == biz) is { } known)
            {
                return known;
            }

            if (trade.Length > 0 && !numbers.Spend(trade))
            {
                throw new U8Exception(U8Exception.Unknown, $"tradeid {trade} 已使用或不存在");
            }

            Require(document);
            var number = $"{state.Jobs.Count + 1}";
            var waits = faults.Take(FaultList.NeverFinishes.Name, CallKind.Write) ? ForEver
                : faults.Take(FaultList.AnswerLater.Name, CallKind.Write) ? 2 : 0;
            var id = waits == 0 ? IdOf(number) : null;
            var job = new U8Job(number, resource, biz + trade, id, waits, (JsonObject)document.DeepClone());
            state.Jobs.Add(job);
            file.Save(state);
            return job;
        }
    }

    /// <summary>Each question brings the job a step on.</summary>
    /// <exception cref="U8Exception">There is no such job.</exception>
    public U8Job Ask(string number)
    {
        lock (gate)
        {
            var index = state.Jobs.FindIndex(job => job.Number == number);
            if (index < 0)
            {
                throw new U8Exception(U8Exception.Unknown, $"没有编号为 {number} 的任务");
            }

            var job = state.Jobs[index];
            if (job is { Id: null, Waits: < ForEver })
            {
                job = job with { Waits = job.Waits - 1, Id = job.Waits <= 1 ? IdOf(number) : null };
                state.Jobs[index] = job;
                file.Save(state);
            }

            return job;
        }
    }

    public object Report()
    {
        var done = Done;
        var byKey = done.CountBy(job => job.Key).ToDictionary();
        return new { documents = new { created = done.Count, repeated = byKey.Count(key => key.Value > 1), byKey } };
    }

    private void Require(JsonObject document)
    {
        var customer = Text(document, "custcode");
        if (!business.Dealers.Any(dealer => dealer.Code == customer))
        {
            throw new U8Exception(U8Exception.Refused, $"客户编码 {customer} 不存在");
        }

        if (document["entry"] is not JsonArray { Count: > 0 } entries)
        {
            throw new U8Exception(U8Exception.Refused, "表体不能为空");
        }

        foreach (var entry in entries.OfType<JsonObject>())
        {
            var inventory = Text(entry, "inventorycode");
            if (!business.Products.Any(product => product.Code == inventory))
            {
                throw new U8Exception(U8Exception.Refused, $"存货编码 {inventory} 不存在");
            }

            var quantity = Text(entry, "quantity");
            if (!decimal.TryParse(quantity, CultureInfo.InvariantCulture, out var number) || number <= 0)
            {
                throw new U8Exception(U8Exception.Refused, $"数量 {quantity} 必须大于零");
            }
        }
    }

    public static string Text(JsonObject document, string member) => document[member]?.ToString() ?? "";

    private static string IdOf(string number) => $"{1_000_000_000L + long.Parse(number, CultureInfo.InvariantCulture)}";
}
