using System.Globalization;
using System.Text.Json;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// Saves, submits and audits bills (保存, 提交, 审核). It does not look whether a caller's key was used before: whoever saves
/// twice has two bills. Only a bill's number is unique.
/// </summary>
internal sealed class K3Desk
{
    /// <summary>The text field that was added for the hub's key.</summary>
    public const string KeyField = "F_HUB_Key";

    private const long FirstId = 900_001;

    private readonly SeededMonth business;
    private readonly StateFile<K3State> file;
    private readonly K3State state;
    private readonly Func<DateTime> clock;
    private readonly Lock gate = new();

    public K3Desk(SeededMonth business, StateFile<K3State> file, Func<DateTime> clock)
    {
        (this.business, this.file, this.clock) = (business, file, clock);
        state = file.Load();
    }

    public IReadOnlyList<SavedBill> Bills
    {
        get
        {
            lock (gate)
            {
                return [.. state.Bills];
            }
        }
    }

    /// <exception cref="K3Exception">The bill is turned down; nothing was saved.</exception>
    public SavedBill Save(K3Form form, JsonElement data)
    {
        if (form.Entry is not { } entry || !data.TryGetProperty("Model", out var model))
        {
            throw new K3Exception(8, "Model 不能为空");
        }

        var head = Flat(model, form, entry);
        List<Dictionary<string, string>> entries =
            model.TryGetProperty(entry, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(one => Flat(one, form, null))]
            : [];
        Require(head, entries);
        lock (gate)
        {
            var id = FirstId + state.Bills.Count;
            var number = head.GetValueOrDefault("FBillNo") is { Length: > 0 } given ? given : $"K{id}";
            if (state.Bills.Exists(bill => bill.Form == form.Id && bill.Number == number))
            {
                throw new K3Exception(11, $"单据编号 {number} 已存在", "FBillNo");
            }

            var bill = new SavedBill(form.Id, id, number, "A", clock(), head, entries);
            state.Bills.Add(bill);
            file.Save(state);
            return bill;
        }
    }

    /// <summary>Takes a bill from one status to the next.</summary>
    /// <exception cref="K3Exception">There is no such bill, or it is in another status.</exception>
    public SavedBill TakeOn(K3Form form, JsonElement data, string from, string to)
    {
        var id = data.TryGetProperty("Ids", out var ids) ? ids.ToString() : "";
        lock (gate)
        {
            var index = state.Bills.FindIndex(bill =>
                bill.Form == form.Id && bill.Id.ToString(CultureInfo.InvariantCulture) == id);
            if (index < 0)
            {
                throw new K3Exception(10, $"内码 {id} 的单据不存在");
            }

            var bill = state.Bills[index];
            if (bill.Status != from)
            {
                throw new K3Exception(12, $"单据 {bill.Number} 的状态为 {bill.Status}，不能执行此操作");
            }

            state.Bills[index] = bill with { Status = to, ChangedAt = clock() };
            file.Save(state);
            return state.Bills[index];
        }
    }

    /// <summary>Keys and how many bills bear each: more than one is an effect that happened twice.</summary>
    public object Report()
    {
        var byKey = Bills.CountBy(bill => bill.Head.GetValueOrDefault(KeyField, bill.Number)).ToDictionary();
        return new { bills = new { created = Bills.Count, repeated = byKey.Count(key => key.Value > 1), byKey } };
    }

    private void Require(Dictionary<string, string> head, List<Dictionary<string, string>> entries)
    {
        var customer = head.GetValueOrDefault("FCustId.FNumber", "");
        if (!business.Dealers.Any(dealer => dealer.Code == customer))
        {
            throw new K3Exception(11, $"客户 {customer} 不存在", "FCustId");
        }

        if (entries.Count == 0)
        {
            throw new K3Exception(11, "分录不能为空");
        }

        foreach (var entry in entries)
        {
            if (entry.TryGetValue("FMaterialId.FNumber", out var material)
                && !business.Products.Any(product => product.Code == material))
            {
                throw new K3Exception(11, $"物料 {material} 不存在", "FMaterialId");
            }

            if (entry.TryGetValue("FQty", out var quantity)
                && (!decimal.TryParse(quantity, CultureInfo.InvariantCulture, out var number) || number <= 0))
            {
                throw new K3Exception(11, $"数量 {quantity} 必须大于零", "FQty");
            }
        }
    }

    // A reference is an object with the number of what it means: {"FNumber": "D001"}.
    private static Dictionary<string, string> Flat(JsonElement model, K3Form form, string? without)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in model.EnumerateObject().Where(member => member.Name != without))
        {
            var fields = member.Value.ValueKind == JsonValueKind.Object
                ? member.Value.EnumerateObject().Select(inner => ($"{member.Name}.{inner.Name}", inner.Value))
                : [(member.Name, member.Value)];
            foreach (var (name, value) in fields)
            {
                flat[name] = form.IsField(name)
                    ? value.ToString()
                    : throw new K3Exception(9, $"字段 {name} 在 {form.Id} 中不存在", name);
            }
        }

        return flat;
    }
}
