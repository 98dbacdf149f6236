using System.Collections;

namespace DealerIntegration.Domain.Values;

/// <summary>
/// One thing or several, never none. Nearly always it is one, of which a month holds millions: that one needs no list.
/// </summary>
public readonly struct OneOrMore<T> : IReadOnlyList<T>
    where T : class
{
    private readonly object _one;

    private OneOrMore(object one) => _one = one;

    public OneOrMore(T only)
        : this((object)only)
    {
    }

    /// <exception cref="ArgumentException">There are none.</exception>
    public OneOrMore(IReadOnlyList<T> items)
        : this(items.Count == 1 ? items[0] : (object)items)
    {
        if (items.Count == 0)
        {
            throw new ArgumentException("Nothing is given where one or more are needed.", nameof(items));
        }
    }

    public int Count => _one is T ? 1 : Items.Count;

    public T First => _one as T ?? Items[0];

    public T this[int index] => _one is not T only ? Items[index]
        : index == 0 ? only
        : throw new ArgumentOutOfRangeException(nameof(index));

    private IReadOnlyList<T> Items => (IReadOnlyList<T>)_one;

    public IEnumerator<T> GetEnumerator() => (_one is T only ? [only] : Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
