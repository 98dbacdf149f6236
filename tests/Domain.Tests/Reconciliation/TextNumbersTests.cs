using DealerIntegration.Domain.Reconciliation;

namespace DealerIntegration.Domain.Tests.Reconciliation;

public sealed class TextNumbersTests
{
    private static readonly DocumentKey Keys = new(["INV"]);

    [Theory]
    [InlineData("付INV-0090001货款", "90001 付INV-0090001货款")]
    [InlineData("90001/90002", "90001/90002 90001 90002")]
    [InlineData("sh 8000 12", "SH8000 SH800012 8000 800012")]
    [InlineData("8000，12", "8000")]
    [InlineData("８００００１ 已收", "800001")]
    [InlineData("three pallets of May，120", "")]
    [InlineData(null, "")]
    public void A_text_names_whole_numbers_in_the_form_both_sides_compare(string? text, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', TextNumbers.Of(text, Keys)));

    [Theory]
    [InlineData("货到 00800012", "00800012")]
    [InlineData("sh-80001", "sh-80001 SH-80001")]
    [InlineData("００８００１", "００８００１ 008001")]
    public void A_document_is_looked_up_with_its_zeros_as_written_and_in_half_width(string text, string numbers) =>
        Assert.Equal(numbers, string.Join(' ', TextNumbers.AsWritten(text)));
}
