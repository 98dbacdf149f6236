namespace DealerIntegration.Connectors.Epcis;

/// <summary>
/// A piece of an EPCIS event, the same whether it was written as XML or as JSON-LD. Fields of the standard have their
/// plain name, members of a list the name of one (<c>epc</c>, <c>quantityElement</c>); what a sender added of its own
/// has <c>{namespace}name</c>.
/// </summary>
/// <param name="Value">Text without blanks around it; null where the node only holds others.</param>
internal sealed record EpcisNode(string Name, string? Value, IReadOnlyList<EpcisNode> Children)
{
    private static readonly IReadOnlyList<EpcisNode> None = [];

    public static EpcisNode Leaf(string name, string? value) => new(name, value, None);

    public static EpcisNode Of(string name, params IReadOnlyList<EpcisNode> children) => new(name, null, children);

    /// <summary>Added by the sender, not a field of the standard.</summary>
    public bool IsExtension => Name.StartsWith('{');

    public EpcisNode? Find(string name)
    {
        foreach (var child in Children)
        {
            if (child.Name == name)
            {
                return child;
            }
        }

        return null;
    }

    /// <summary>The text of a child; null where there is none or it is empty.</summary>
    public string? Text(string name) => Find(name)?.Value is { Length: > 0 } value ? value : null;

    public IEnumerable<EpcisNode> All(string name) => Children.Where(c => c.Name == name);

    /// <summary>The members of a list such as <c>epcList</c>.</summary>
    public IEnumerable<EpcisNode> Members(string list, string member) => Find(list)?.All(member) ?? [];
}
