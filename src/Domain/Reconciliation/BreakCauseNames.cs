namespace DealerIntegration.Domain.Reconciliation;

/// <summary>What people call the causes (差异原因名称), in Chinese and English.</summary>
public static class BreakCauseNames
{
    public static (string Chinese, string English) Of(BreakCause cause) => cause switch
    {
        BreakCause.WrittenOff => ("已核销", "Written off"),
        BreakCause.InTransitAtCutOff => ("截止日在途", "In transit at cut-off"),
        BreakCause.OtherPeriod => ("跨期入账", "Booked in another period"),
        BreakCause.Duplicate => ("重复入账", "Booked twice"),
        BreakCause.WrongDealer => ("户头错误", "Booked on another dealer"),
        BreakCause.Currency => ("币种差异", "Currency"),
        BreakCause.Quantity => ("数量差异", "Quantity"),
        BreakCause.UnitOfMeasure => ("计量单位差异", "Unit of measure"),
        BreakCause.UnitPrice => ("单价差异", "Unit price"),
        BreakCause.Discount => ("折扣促销差异", "Discount or promotion"),
        BreakCause.UnknownProduct => ("未知商品", "Unknown product"),
        BreakCause.RoundingOrTax => ("尾差或税差", "Rounding or tax"),
        BreakCause.Amount => ("金额差异", "Amount"),
        BreakCause.Deduction => ("抵扣", "Deduction"),
        BreakCause.NotBookedByDealer => ("经销商未入账", "Not booked by the dealer"),
        BreakCause.NotBookedByUs => ("我方未入账", "Not booked by us"),
        _ => throw new ArgumentOutOfRangeException(nameof(cause), cause, "Unknown cause; give it a name."),
    };
}
