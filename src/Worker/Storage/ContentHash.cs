using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using DealerIntegration.Connectors.Mapping;

namespace DealerIntegration.Worker.Storage;

/// <summary>
/// 128 bits over the values of a document: equal for equal business, whatever scale a decimal was written with. Decides
/// whether a pull brought anything new.
/// </summary>
internal static class ContentHash
{
    private const byte Null = 0;
    private const byte Value = 1;
    private const byte LineStart = 2;

    public static Guid Of(MappedDocument document, ArrayBufferWriter<byte> buffer)
    {
        buffer.ResetWrittenCount();
        Append(buffer, document.Values);
        foreach (var line in document.Lines)
        {
            Mark(buffer, LineStart);
            Append(buffer, line);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);
        return new Guid(hash[..16]);
    }

    private static void Append(ArrayBufferWriter<byte> buffer, object?[] values)
    {
        foreach (var value in values)
        {
            switch (value)
            {
                case null:
                    Mark(buffer, Null);
                    break;
                case string text:
                    AppendText(buffer, text);
                    break;
                case decimal number:
                    AppendDecimal(buffer, number);
                    break;
                case long number:
                    AppendLong(buffer, number);
                    break;
                case DateOnly date:
                    AppendLong(buffer, date.DayNumber);
                    break;
                case DateTimeOffset instant:
                    AppendLong(buffer, instant.UtcTicks);
                    break;
                default:
                    throw new ArgumentException($"A canonical value cannot be a {value.GetType().Name}.");
            }
        }
    }

    private static void Mark(ArrayBufferWriter<byte> buffer, byte mark)
    {
        buffer.GetSpan(1)[0] = mark;
        buffer.Advance(1);
    }

    private static void AppendText(ArrayBufferWriter<byte> buffer, string text)
    {
        Mark(buffer, Value);
        var length = Encoding.UTF8.GetByteCount(text);
        var span = buffer.GetSpan(4 + length);
        BinaryPrimitives.WriteInt32LittleEndian(span, length);
        Encoding.UTF8.GetBytes(text, span[4..]);
        buffer.Advance(4 + length);
    }

    // Dividing by one with 28 decimals strips trailing zeros: 10.20 and 10.2 are the same amount.
    private static void AppendDecimal(ArrayBufferWriter<byte> buffer, decimal number)
    {
        Mark(buffer, Value);
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number / 1.0000000000000000000000000000m, bits);
        var span = buffer.GetSpan(16);
        for (var i = 0; i < 4; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(span[(i * 4)..], bits[i]);
        }

        buffer.Advance(16);
    }

    private static void AppendLong(ArrayBufferWriter<byte> buffer, long number)
    {
        Mark(buffer, Value);
        BinaryPrimitives.WriteInt64LittleEndian(buffer.GetSpan(8), number);
        buffer.Advance(8);
    }
}
