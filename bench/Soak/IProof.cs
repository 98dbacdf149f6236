namespace DealerIntegration.Bench.Soak;

/// <summary>A law that must hold for every seed. One seed is one small world, made, worked on and checked.</summary>
internal interface IProof
{
    string Name { get; }

    /// <summary>What is proven, in words.</summary>
    string Law { get; }

    /// <summary>How many seeds may be worked on at the same time.</summary>
    int Lanes => 1;

    /// <exception cref="ProofException">The law does not hold for this seed.</exception>
    Task<ProofFigures> RunAsync(int seed, CancellationToken cancel);

    /// <summary>What the figures of all seeds together break; null: nothing.</summary>
    string? Broken(ProofFigures all) => null;

    /// <summary>Lines that say more than the sums do.</summary>
    IEnumerable<string> Report(ProofFigures all) => [];
}

/// <summary>What a seed brought, by name; added up over all: it shows that the proof had something to prove.</summary>
internal sealed class ProofFigures : SortedDictionary<string, long>
{
    private readonly Lock _noting = new();

    public ProofFigures()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>Workers of one seed note at the same time.</summary>
    public void Note(string name, long value = 1)
    {
        lock (_noting)
        {
            this[name] = this.GetValueOrDefault(name) + value;
        }
    }

    public void Add(ProofFigures other)
    {
        foreach (var (name, value) in other)
        {
            Note(name, value);
        }
    }
}

/// <summary>A law that was broken; the seed makes it happen again.</summary>
internal sealed class ProofException(string message) : Exception(message)
{
    public static void Unless(bool holds, string message)
    {
        if (!holds)
        {
            throw new ProofException(message);
        }
    }
}
