using System.Text;
using DealerIntegration.Connectors.Spreadsheets.Gate;

namespace DealerIntegration.Connectors.Tests.Spreadsheets;

/// <summary>The checksum of zip entries, whatever pieces its bytes come in.</summary>
public sealed class Crc32Tests
{
    [Fact]
    public void The_published_check_value_comes_out() => Assert.Equal(0xCBF43926u, Of("123456789"u8));

    [Fact]
    public void Every_length_gives_what_the_definition_gives()
    {
        var bytes = new byte[1_000];
        new Random(7).NextBytes(bytes);
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Equal(BitByBit(bytes.AsSpan(0, length)), Of(bytes.AsSpan(0, length)));
        }
    }

    [Fact]
    public void Pieces_give_what_the_whole_gives()
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 2_000)));
        var random = new Random(11);
        for (var round = 0; round < 50; round++)
        {
            var crc = new Crc32();
            for (var at = 0; at < bytes.Length;)
            {
                var length = Math.Min(random.Next(700), bytes.Length - at);
                crc.Append(bytes.AsSpan(at, length));
                at += length;
            }

            Assert.Equal(BitByBit(bytes), crc.Value);
        }
    }

    private static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = new Crc32();
        crc.Append(bytes);
        return crc.Value;
    }

    private static uint BitByBit(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 1 ? 0xEDB88320u ^ (crc >> 1) : crc >> 1;
            }
        }

        return ~crc;
    }
}
