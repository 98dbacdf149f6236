using System.Globalization;
using System.Text.Json.Nodes;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.YonBip;

/// <summary>
/// Takes sales orders in: saved, submitted, audited. A save that comes again under its key is answered as it was before
/// for an hour, with the id alone for a month, and after that it makes a second order (MDD幂等).
/// </summary>
internal sealed class OrderDesk
{
    private const int LongestKey = 32;

    private static readonly TimeSpan Replayed = TimeSpan.FromHours(1);
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    private readonly SeededMonth business;
    private readonly StateFile<VoucherState> file;
    private readonly TimeProvider clock;
    private readonly VoucherState state;
    private readonly Lock gate = new();

    public OrderDesk(SeededMonth business, StateFile<VoucherState> file, TimeProvider clock)
    {
        (this.business, this.file, this.clock) = (business, file, clock);
        state = file.Load();
    }

    public IReadOnlyList<SavedVoucher> Orders
    {
        get
        {
            lock (gate)
            {
                return [.. state.Orders];
            }
        }
    }

    /// <summary>The bill as it is now, or with the id alone where the save is an old one.</summary>
    /// <exception cref="YonBipFault">The order is not taken.</exception>
    public (JsonObject Data, bool IsOld) Save(JsonObject body)
    {
        var data = body["data"]?.AsObject() ?? throw YonBipFault.Module("data不能为空");
        var key = data[OrderRules.CheckKey]?.ToString();
        if (key?.Length > LongestKey)
        {
            throw YonBipFault.Gateway("310024", "resubmitCheckKey长度不能超过32");
        }

        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (state.Orders.FindLast(o => key is not null && o.CheckKey == key && now - o.SavedAt < Remembered) is
                { } known)
            {
                state.Repeated++;
                file.Save(state);
                return now - known.SavedAt < Replayed
                    ? (Shown(known), false)
                    : (new JsonObject { ["id"] = known.Id }, true);
            }

            OrderRules.Require(data, business);
            var number = state.Orders.Count + 1;
            var code = data["code"]?.ToString() ?? $"UO-{YonBipWire.Stamp(now)[..10]}-{number:000000}";
            if (state.Orders.Exists(order => order.Code == code))
            {
                throw YonBipFault.Module($"单据编号重复：{code}");
            }

            var saved = new SavedVoucher(
                1958317327470848000 + number, code, key, now, now, 0, data.DeepClone().AsObject());
            state.Orders.Add(saved);
            file.Save(state);
            return (Shown(saved), false);
        }
    }

    /// <summary>Takes each bill named from one status to the next, and says of each that is not in the first.</summary>
    public JsonObject Move(JsonObject body, int from, int to)
    {
        var asked = body["data"]?.AsArray() ?? throw YonBipFault.Module("data不能为空");
        List<string> failed = [];
        lock (gate)
        {
            foreach (var id in asked.Select(one => one!["id"]?.ToString()))
            {
                var at = state.Orders.FindIndex(order => order.Id.ToString(CultureInfo.InvariantCulture) == id);
                if (at < 0 || state.Orders[at].Status != from)
                {
                    failed.Add(at < 0 ? $"单据不存在：{id}" : $"单据{state.Orders[at].Code}状态不允许此操作");
                    continue;
                }

                state.Orders[at] = state.Orders[at] with { Status = to, ChangedAt = clock.GetUtcNow() };
            }

            file.Save(state);
        }

        return Batch(asked.Count, failed);
    }

    public static JsonObject Batch(int count, IReadOnlyList<string> failed) => new()
    {
        ["count"] = count,
        ["sucessCount"] = count - failed.Count,
        ["failCount"] = failed.Count,
        ["messages"] = new JsonArray([.. failed.Select(text => JsonValue.Create(text))]),
        ["infos"] = new JsonArray(),
        ["failInfos"] = new JsonArray(),
    };

    public IEnumerable<Voucher> Listed() => Orders.Select(order =>
    {
        var head = Shown(order);
        var lines = head["orderDetails"]!.AsArray().Select(line => line!.DeepClone().AsObject()).ToList();
        head.Remove("orderDetails");
        return new Voucher(head, lines);
    });

    /// <summary>Takes out what came in from outside.</summary>
    public void Clear()
    {
        lock (gate)
        {
            state.Orders.Clear();
            file.Save(state);
        }
    }

    /// <summary>How many orders each agent's key made: more than one is an effect that happened twice.</summary>
    public object Report()
    {
        var orders = Orders;
        var byKey = orders.CountBy(OrderRules.KeyOf).ToDictionary();
        return new { orders = new { created = orders.Count, repeated = state.Repeated, byKey } };
    }

    // Members that went in flat, such as orderPrices!currency, come back inside each other.
    private static JsonObject Shown(SavedVoucher saved)
    {
        JsonObject shown = [];
        foreach (var (name, value) in saved.Data.Where(member => member.Key is not (OrderRules.CheckKey or "_status")))
        {
            var parts = name.Split('!');
            var holder = parts.Length == 1 ? shown : (JsonObject)(shown[parts[0]] ??= new JsonObject());
            holder[parts[^1]] = value?.DeepClone();
        }

        // The tenant numbers the lines and knows the product's code by its id.
        var lines = shown["orderDetails"]?.AsArray().Select(line => line!.AsObject()) ?? [];
        foreach (var (at, line) in lines.Index())
        {
            line["orderDetailId"] = string.Create(CultureInfo.InvariantCulture, $"{saved.Id}{at + 1:000}");
            line["lineno"] = (at + 1) * 10;
            line["productCode"] = line["productId"]?.DeepClone();
        }

        (shown["id"], shown["code"], shown["status"]) = (saved.Id, saved.Code, saved.Status);
        (shown["pubts"], shown["verifystate"]) = (YonBipWire.Stamp(saved.ChangedAt), saved.Status == 1 ? 2 : 0);
        return shown;
    }
}
