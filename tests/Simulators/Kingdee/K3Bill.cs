using System.Text.Json;

namespace DealerIntegration.Simulators.Kingdee;

/// <summary>
/// A bill or a record of master data (单据, 基础资料): its head, and its entries where it has any. Values are texts, whole
/// numbers, decimals, instants of the server's clock, or nothing.
/// </summary>
internal sealed record K3Bill(
    IReadOnlyDictionary<string, object?> Head, IReadOnlyList<IReadOnlyDictionary<string, object?>> Entries);

/// <summary>A form (业务对象): what it is called, what its ids are called, and what it holds at the moment.</summary>
/// <param name="Entry">Member of the model that holds the entries; null for master data.</param>
/// <param name="Bills">Told the query, whose filter is applied afterwards.</param>
internal sealed record K3Form(
    string Id, string IdField, string? Entry, string[] HeadFields, string[] EntryFields,
    Func<JsonElement, IEnumerable<K3Bill>> Bills)
{
    public string EntryIdField => $"{Entry}_FEntryID";

    public bool IsEntryField(string field) => Entry is not null && EntryFields.Contains(field);

    public bool IsField(string field) => HeadFields.Contains(field) || IsEntryField(field);
}
