using DealerIntegration.Domain.Rebates.Rules;

namespace DealerIntegration.Domain.Rebates.Calculation;

/// <summary>Decides whether a line counts under a policy in a period. A reason is written as its number + 1, 0 is none.
/// </summary>
internal readonly struct LineFilter(int policy, RebatePolicy of, DateOnly first, DateOnly last, bool withinValidity)
{
    public const byte Taken = (byte)LeftOutReason.TakenByExclusive + 1;

    public static readonly int Reasons = Enum.GetValues<LeftOutReason>().Length;

    private readonly int _first = first.DayNumber;
    private readonly int _last = last.DayNumber;
    private readonly int _validFrom = withinValidity ? of.ValidFrom.DayNumber : int.MinValue;
    private readonly int _validTo = withinValidity ? of.ValidTo.DayNumber : int.MaxValue;
    private readonly bool _dropsReturns = !of.Basis.NetOfReturns;
    private readonly bool _countsMoved = of.Basis.CountMovedVolume;
    private readonly RebateRule? _rule = of.Rule.Narrows ? of.Rule : null;

    /// <summary>Index of the policy in its set.</summary>
    public int Policy { get; } = policy;

    public byte ByDay(int day) =>
        day < _first || day > _last ? Written(LeftOutReason.OutsidePeriod)
        : day < _validFrom || day > _validTo ? Written(LeftOutReason.OutsideValidity)
        : (byte)0;

    public byte ByLine(in RebateLine line)
    {
        if (line.IsMoved)
        {
            if (!_countsMoved)
            {
                return Written(LeftOutReason.MovedVolume);
            }
        }
        else if (_dropsReturns && (line.Quantity < 0m || line.NetAmount < 0m || line.GrossAmount < 0m))
        {
            return Written(LeftOutReason.ReturnNotDeducted);
        }

        return _rule is null || _rule.Counts(in line) ? (byte)0 : Written(LeftOutReason.OutsideRule);
    }

    private static byte Written(LeftOutReason reason) => (byte)(reason + 1);
}
