using DealerIntegration.Domain.Values;

namespace DealerIntegration.Domain.Rebates;

/// <summary>How a policy rounds, in words (取整说明).</summary>
internal static class RoundingWords
{
    public static Told Of(PolicyRounding rounding)
    {
        var mode = rounding.Mode switch
        {
            RoundingMode.HalfUp => new Told("half up", "四舍五入"),
            RoundingMode.HalfEven => new("half to even", "四舍六入五成双"),
            RoundingMode.Down => new("towards zero", "截尾"),
            RoundingMode.Up => new("away from zero", "远离零进位"),
            RoundingMode.Floor => new("down", "向下取整"),
            _ => new("up", "向上取整"),
        };
        return new($"rounded {mode} to {rounding.Scale} places", $"{mode.Chinese}到 {rounding.Scale} 位小数");
    }
}
