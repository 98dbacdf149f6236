using System.Buffers.Binary;
using System.Text;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Worker.Pipelines.Diversion.Index;

/// <summary>
/// 64 bits that stand for a code in its normal form. The seed is the database's own: who prints codes cannot choose two
/// that collide.
/// </summary>
internal sealed class CodeHash(ulong seed)
{
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xC2B2_AE3D_27D4_EB4F;

    // Kept secret by the seed: no word of a code can be chosen to meet it, which would wipe out what came before.
    private readonly ulong _key = Mix(seed, First);

    public ulong Of(string code) => Of(Encoding.UTF8.GetBytes(code));

    /// <param name="code">UTF-8 as it was written; brought into normal form where it is not.</param>
    public ulong Of(ReadOnlySpan<byte> code) => IsNormal(code)
        ? OfNormal(code)
        : OfNormal(Encoding.UTF8.GetBytes(TraceCode.Normalise(Encoding.UTF8.GetString(code))));

    /// <summary>Whether bytes are what <see cref="TraceCode.Normalise"/> would leave as they are.</summary>
    public static bool IsNormal(ReadOnlySpan<byte> code)
    {
        // Nearly every code: small letters, blanks and anything beyond ASCII are looked at closely, the rest is not.
        foreach (var b in code)
        {
            if (b is <= (byte)' ' or >= 0x7F or (>= (byte)'a' and <= (byte)'z'))
            {
                return false;
            }
        }

        return true;
    }

    public static ulong Mix(ulong a, ulong b)
    {
        unchecked
        {
            var high = Math.BigMul(a ^ First, b ^ Second, out var low);
            return high ^ low;
        }
    }

    private ulong OfNormal(ReadOnlySpan<byte> code)
    {
        unchecked
        {
            var hash = Mix(seed, (ulong)code.Length);
            while (code.Length >= sizeof(ulong))
            {
                hash = Mix(hash, _key ^ BinaryPrimitives.ReadUInt64LittleEndian(code));
                code = code[sizeof(ulong)..];
            }

            var rest = 0UL;
            foreach (var b in code)
            {
                rest = (rest << 8) | b;
            }

            return Mix(hash, _key ^ rest);
        }
    }
}
