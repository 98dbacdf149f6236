namespace DealerIntegration.Domain.Values;

/// <summary>A sentence for whoever is told how a result came about (说明), in both languages of the hub.</summary>
public readonly record struct Told(string English, string Chinese)
{
    /// <summary>What reads the same in both: a code, a calculation.</summary>
    public static Told Same(string text) => new(text, text);

    public static Told operator +(Told left, Told right) =>
        new(left.English + right.English, left.Chinese + right.Chinese);

    public override string ToString() => English;
}
