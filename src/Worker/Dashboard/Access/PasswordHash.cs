using System.Security.Cryptography;

namespace DealerIntegration.Worker.Dashboard.Access;

/// <summary>
/// Stored form of a password: <c>pbkdf2-sha256$iterations$salt$hash</c>. The parameters stand in the text, so that a
/// later build may ask for more iterations without locking anybody out.
/// </summary>
internal static class PasswordHash
{
    /// <summary>Longer input is refused before any hashing: nobody types it, and it costs processor time.</summary>
    public const int LongestPassword = 256;

    public const int Iterations = 600_000;

    private const string Scheme = "pbkdf2-sha256";

    private const int SaltBytes = 16;

    private const int HashBytes = 32;

    /// <summary>A hash that no password has; checked for unknown users so that they cost the same time.</summary>
    public static readonly string OfNobody = Join(
        Iterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>
    /// Whether a guess is the password behind a stored hash; null: there is no such user. Derives once either way, so
    /// that the answer to an unknown name takes as long as to a wrong password.
    /// </summary>
    public static bool Matches(string guess, string? stored) =>
        Verify(guess.Length <= LongestPassword ? guess : "", stored ?? OfNobody) && stored is not null;

    public static string Create(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Join(Iterations, salt, Derive(password, salt, Iterations, HashBytes));
    }

    /// <exception cref="FormatException">The stored text is none of ours: the row was changed by hand.</exception>
    public static bool Verify(string password, string stored)
    {
        var parts = stored.Split('$');
        if (parts.Length != 4 || parts[0] != Scheme || !int.TryParse(parts[1], out var iterations) || iterations < 1)
        {
            throw new FormatException(
                "A stored password hash is not readable; set the password anew with 'hub users reset NAME'.");
        }

        var expected = Convert.FromBase64String(parts[3]);
        var actual = Derive(password, Convert.FromBase64String(parts[2]), iterations, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected);
    }

    private static byte[] Derive(string password, byte[] salt, int iterations, int length) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, length);

    private static string Join(int iterations, byte[] salt, byte[] hash) =>
        $"{Scheme}${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}";
}
