using System.Globalization;

namespace DealerIntegration.EndToEnd.Tests.Support;

/// <summary>A spreadsheet's number as an amount with two decimals; sheets also know a zero below zero.</summary>
internal static class Cents
{
    public static string Of(double number) =>
        number.ToString("0.00", CultureInfo.InvariantCulture) is var text && text == "-0.00" ? "0.00" : text;
}
