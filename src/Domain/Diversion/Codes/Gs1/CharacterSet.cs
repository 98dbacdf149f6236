using System.Buffers;

namespace DealerIntegration.Domain.Diversion.Codes.Gs1;

/// <summary>The character sets GS1 allows in a value (字符集).</summary>
internal sealed class CharacterSet
{
    private const string Numbers = "0123456789";
    private const string Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const string Smalls = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>Set 82: letters, digits and twenty signs.</summary>
    public static readonly CharacterSet Letters = new('X', Numbers + Capitals + Smalls + "!\"%&'()*+,-./:;<=>?_");

    /// <summary>Set 39: capitals, digits and three signs, for parts and components.</summary>
    public static readonly CharacterSet Parts = new('Y', Numbers + Capitals + "#-/");

    /// <summary>Base 64 in its form for file names.</summary>
    public static readonly CharacterSet Base64 = new('Z', Numbers + Capitals + Smalls + "-_=");

    public static readonly CharacterSet Digits = new('N', Numbers);

    private readonly SearchValues<char> _allowed;

    private CharacterSet(char letter, string allowed)
    {
        Letter = letter;
        _allowed = SearchValues.Create(allowed);
    }

    /// <summary>How formats name it: N, X, Y or Z.</summary>
    public char Letter { get; }

    public static CharacterSet Of(string ai) => ai == "8010" ? Parts : Letters;

    public static CharacterSet Named(char letter) => letter switch
    {
        'N' => Digits,
        'Y' => Parts,
        'Z' => Base64,
        _ => Letters,
    };

    public bool Holds(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(_allowed) < 0;
}
