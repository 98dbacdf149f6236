using System.Security.Cryptography;

namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>Passwords that the hub hands out: never a default, never chosen by a person in a hurry.</summary>
internal static class RandomPassword
{
    private const int Groups = 5;

    private const int GroupLength = 5;

    // Without 0 O o 1 l I and the like: 31 characters, so 25 of them carry 123 bits.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>For example <c>k7mpd-…</c>: groups are easier to read over a telephone.</summary>
    public static string Create() => string.Join(
        '-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));
}
