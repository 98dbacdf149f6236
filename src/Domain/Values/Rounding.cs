using System.Text.Json.Serialization;

namespace DealerIntegration.Domain.Values;

/// <summary>How a value between two representable ones is decided (舍入方式).</summary>
public enum RoundingMode
{
    /// <summary>
    /// To the nearest; a tie goes away from zero (四舍五入). PostgreSQL's <c>round(numeric)</c> does the same.
    /// </summary>
    HalfUp,

    /// <summary>To the nearest; a tie goes to the even neighbour (四舍六入五成双).</summary>
    HalfEven,

    /// <summary>Towards zero (截断).</summary>
    Down,

    /// <summary>Away from zero.</summary>
    Up,

    /// <summary>Towards negative infinity: −2.1 becomes −3.</summary>
    Floor,

    /// <summary>Towards positive infinity: −2.9 becomes −2.</summary>
    Ceiling,
}

/// <summary>
/// A named rounding policy (舍入规则): mode and number of decimal places. The only place where amounts are rounded, so
/// that every engine and every document rounds alike.
/// </summary>
/// <param name="Scale">Decimal places kept, 0 to 28.</param>
[method: JsonConstructor]
public readonly record struct Rounding(RoundingMode Mode, int Scale)
{
    public static readonly Rounding Cents = new(RoundingMode.HalfUp, 2);

    /// <exception cref="ArgumentOutOfRangeException">
    /// The scale is not within 0 to 28, or the mode is unknown.
    /// </exception>
    public decimal Apply(decimal value) => decimal.Round(value, Scale, Mode switch
    {
        RoundingMode.HalfUp => MidpointRounding.AwayFromZero,
        RoundingMode.HalfEven => MidpointRounding.ToEven,
        RoundingMode.Down => MidpointRounding.ToZero,
        RoundingMode.Up => value < 0m ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity,
        RoundingMode.Floor => MidpointRounding.ToNegativeInfinity,
        RoundingMode.Ceiling => MidpointRounding.ToPositiveInfinity,
        _ => throw new ArgumentOutOfRangeException(nameof(value), Mode, "Unknown rounding mode."),
    });

    public override string ToString() => $"{Mode}({Scale})";
}
