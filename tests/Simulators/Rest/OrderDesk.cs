using System.Text.Json;
using DealerIntegration.Simulators.Business;
using DealerIntegration.Simulators.Serving;

namespace DealerIntegration.Simulators.Rest;

/// <summary>Takes orders in under the caller's key, which must be new: a known one is a conflict (409).</summary>
internal sealed class OrderDesk
{
    private readonly SeededMonth business;
    private readonly StateFile<RestState> file;
    private readonly RestState state;
    private readonly Lock gate = new();
    private int refusedRepeats;

    public OrderDesk(SeededMonth business, StateFile<RestState> file)
    {
        this.business = business;
        this.file = file;
        state = file.Load();
    }

    public IReadOnlyList<RestOrder> Orders
    {
        get
        {
            lock (gate)
            {
                return [.. state.Orders];
            }
        }
    }

    /// <exception cref="RestException">The order is refused; nothing was taken in.</exception>
    public RestOrder Create(JsonElement body)
    {
        var (key, customer) = (Text(body, "key"), Text(body, "customer"));
        if (!business.Dealers.Any(dealer => dealer.Code == customer))
        {
            throw new RestException(422, "CUSTOMER", $"customer {customer} is unknown");
        }

        if (!body.TryGetProperty("lines", out var lines) || lines.GetArrayLength() == 0)
        {
            throw new RestException(422, "LINES", $"order {key} has no lines");
        }

        lock (gate)
        {
            if (state.Orders.Exists(order => order.Key == key))
            {
                refusedRepeats++;
                throw new RestException(409, "EXISTS", $"there is an order with the key {key}");
            }

            var created = new RestOrder($"SO{state.Orders.Count + 1:000000}", key, customer);
            state.Orders.Add(created);
            file.Save(state);
            return created;
        }
    }

    public IReadOnlyList<RestOrder> Find(string key) => [.. Orders.Where(order => order.Key == key)];

    public object Report()
    {
        var orders = Orders;
        return new { orders = new
        {
            created = orders.Count, repeated = refusedRepeats,
            byKey = orders.CountBy(order => order.Key).ToDictionary(),
        } };
    }

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : throw new RestException(400, "MISSING", $"{name} is missing");
}
