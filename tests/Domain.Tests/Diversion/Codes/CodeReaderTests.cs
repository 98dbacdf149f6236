using CsCheck;
using DealerIntegration.Domain.Diversion;
using DealerIntegration.Domain.Diversion.Codes;
using DealerIntegration.Domain.Diversion.Codes.Gs1;

namespace DealerIntegration.Domain.Tests.Diversion.Codes;

public sealed class CodeReaderTests
{
    private const string Item = "/01/04012345111118/21/2017";

    private static readonly CodeReader Plain = new(CodeRules.None);

    private static readonly CodeReader Own = new(new CodeRules(
    [
        new PrivateCode("item", @"69\d{14}", CodeLevel.Item, CodeCheck.Mod10),
        new PrivateCode("carton", @"CT(?<product>[A-Z]\d{3})\d{6}", CodeLevel.Carton),
        new PrivateCode("web", @"(https://q\.brand\.example/c/)?(?<code>[A-Z]{2}\d{6})", Product: "A1"),
    ]));

    [Theory]
    [InlineData("0104012345111118212017")]
    [InlineData("(01)04012345111118(21)2017")]
    [InlineData("(21)2017(01)04012345111118")]
    [InlineData("(01) 04012345111118 (21) 2017")]
    [InlineData("(01)4012345111118(21)2017")]
    [InlineData("(01)04012345111118(17)261231(10)L1(21)2017")]
    [InlineData("]C10104012345111118212017")]
    [InlineData("]d2010401234511111817261231212017\u001D10L1")]
    [InlineData("]d2010401234511111810L1{GS}212017")]
    [InlineData("]Q30104012345111118212017\u001D")]
    [InlineData("]e00104012345111118212017")]
    [InlineData("]J10104012345111118212017")]
    [InlineData("\u001D0104012345111118212017")]
    [InlineData("<FNC1>010401234511111810L1<GS>212017")]
    [InlineData("]Q1https://q.brand.example/01/04012345111118/21/2017?17=261231")]
    [InlineData("]Q1(01)04012345111118(21)2017")]
    [InlineData("https://id.gs1.org/01/04012345111118/22/A/10/L1/21/2017")]
    [InlineData("HTTP://brand.example/some/path/01/4012345111118/21/2017#x")]
    [InlineData("urn:epc:id:sgtin:4012345.011111.2017")]
    [InlineData("URN:EPC:id:sgtin:4012345.011111.2017")]
    [InlineData("/01/04012345111118/21/2017")]
    [InlineData("  （０１）04012345111118（２１）2017　")]
    public void One_item_is_one_identity_in_every_syntax(string text)
    {
        foreach (var reader in new[] { Plain, Own })
        {
            var reading = reader.Read(text);
            Assert.Null(reading.Problem);
            Assert.Equal((CodeKind.Item, Item), (reading.Kind, reading.NormalForm));
            Assert.Equal((CodeLevel.Item, "04012345111118"), (reading.Level, reading.Product));
            Assert.True(reading.IsTraceable);
            Assert.Equal(text, reading.Text);
        }
    }

    [Theory]
    [InlineData("00340123451111111111")]
    [InlineData("(00)340123451111111111")]
    [InlineData("]C100340123451111111111")]
    [InlineData("urn:epc:id:sscc:4012345.3111111111")]
    [InlineData("https://example.com/00/340123451111111111")]
    [InlineData("(00)340123451111111111(3302)000123")]
    public void One_pallet_is_one_identity_in_every_syntax(string text)
    {
        var reading = Plain.Read(text);
        Assert.Equal((CodeKind.LogisticUnit, "/00/340123451111111111"), (reading.Kind, reading.NormalForm));
    }

    [Theory]
    [InlineData("]E04012345111118", CodeKind.ProductClass, "/01/04012345111118")]
    [InlineData("(01)04012345111118(10)L1", CodeKind.ProductClass, "/01/04012345111118/10/L1")]
    [InlineData("urn:epc:idpat:sgtin:4012345.011111.*", CodeKind.ProductClass, "/01/04012345111118")]
    [InlineData("urn:epc:id:giai:4000001.12345", CodeKind.OtherKey, "/8004/400000112345")]
    [InlineData("(8003)04012345000221334455", CodeKind.OtherKey, "/8003/04012345000221334455")]
    [InlineData("urn:epc:id:upui:1234567.098765.AB12", CodeKind.Item, "/01/01234567987651/235/AB12")]
    [InlineData("(01)14012345111115(21)7", CodeKind.Item, "/01/14012345111115/21/7")]
    public void Other_keys_keep_their_kind(string text, CodeKind kind, string normal)
    {
        var reading = Plain.Read(text);
        Assert.Equal((kind, normal, null), (reading.Kind, reading.NormalForm, reading.Problem));
    }

    [Fact]
    public void A_text_too_long_for_a_code_is_refused_at_once()
    {
        Assert.Contains("1000000 signs", Plain.Read(new string('(', 1_000_000)).Problem!.Reason);
        var pairs = string.Join('/', Enumerable.Repeat("01/04012345111118", 100_000));
        Assert.Equal("https://id.gs1.org/01/04012345111118", DigitalLink.ToCanonical("https://x/" + pairs));
    }

    [Fact]
    public void The_indicator_tells_a_carton_from_an_item() =>
        Assert.Equal(CodeLevel.Carton, Plain.Read("(01)14012345111115(21)7").Level);

    [Fact]
    public void Small_letters_tell_two_serials_apart()
    {
        var small = Plain.Read("(01)04012345111118(21)ab").NormalForm;
        Assert.Equal("/01/04012345111118/21/ab", small);
        Assert.NotEqual(Plain.Read("(01)04012345111118(21)AB").NormalForm, small);
        Assert.Equal(small, TraceCode.Normalise(small));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u200B")]
    [InlineData("]")]
    [InlineData("]XX1")]
    [InlineData("]C1")]
    [InlineData("]Q1]Q1ABC")]
    [InlineData("]E04012345111117")]
    [InlineData("(01)04012345111117(21)2017")]
    [InlineData("0104012345111117212017")]
    [InlineData("00340123451111111112")]
    [InlineData("(01)0401234511111(21)2017")]
    [InlineData("(21)2017")]
    [InlineData("(10)L1")]
    [InlineData("(17)261331(01)04012345111118(21)1")]
    [InlineData("(01)04012345111118(21)a~b")]
    [InlineData("(01)04012345111118(21)一")]
    [InlineData("(01)04012345111118(21)123456789012345678901")]
    [InlineData("(01)04012345111118(01)14012345111115(21)1")]
    [InlineData("(01)04012345111118(02)14012345111115(37)3")]
    [InlineData("(01)04012345111118(21)1(235)2")]
    [InlineData("(01)(21)")]
    [InlineData("(01)04012345111118(21")]
    [InlineData("/01/04012345111117/21/1")]
    [InlineData("/99/1")]
    [InlineData("urn:epc:id:sgtin:4012345.011111")]
    [InlineData("urn:epc:id:usdod:X.1")]
    [InlineData("https://q.brand.example/index.html")]
    [InlineData("\u001D\u001D")]
    [InlineData("AB 12")]
    [InlineData("AB\u000712")]
    public void What_is_no_code_is_refused_with_reason_and_remedy(string text)
    {
        var reading = Plain.Read(text);
        Assert.NotNull(reading.Problem);
        Assert.NotEmpty(reading.Problem.Reason);
        Assert.NotEmpty(reading.Problem.Remedy);
        Assert.False(reading.IsTraceable);
    }

    [Theory]
    [InlineData("6900000000100161", "6900000000100161", "item", CodeLevel.Item, null)]
    [InlineData("ｃｔa001000001", "CTA001000001", "carton", CodeLevel.Carton, "A001")]
    [InlineData("https://q.brand.example/c/ab123456", "AB123456", "web", null, "A1")]
    [InlineData("]Q1https://q.brand.example/c/AB123456", "AB123456", "web", null, "A1")]
    [InlineData("AB123456", "AB123456", "web", null, "A1")]
    public void Private_codes_are_known_by_their_pattern(
        string text, string normal, string pattern, CodeLevel? level, string? product)
    {
        var reading = Own.Read(text);
        Assert.Null(reading.Problem);
        Assert.Equal(
            (CodeKind.Private, normal, pattern, level, product),
            (reading.Kind, reading.NormalForm, reading.Pattern, reading.Level, reading.Product));
    }

    [Fact]
    public void A_private_code_with_a_wrong_check_digit_is_refused()
    {
        var reading = Own.Read("6900000000100165");
        Assert.Equal("item", reading.Pattern);
        Assert.Contains("wrong check digit", reading.Problem!.Reason);
    }

    [Fact]
    public void With_patterns_a_code_of_no_kind_is_refused_and_without_them_taken()
    {
        Assert.Contains("item, carton, web", Own.Read("8690000000010016").Problem!.Reason);
        Assert.Equal(CodeKind.Private, Plain.Read("8690000000010016").Kind);
    }

    [Fact]
    public void Bare_digits_are_the_principals_own_before_they_are_gs1()
    {
        var own = new CodeReader(new CodeRules([new PrivateCode("own", @"00\d{18}")]));
        Assert.Equal(CodeKind.Private, own.Read("00340123451111111111").Kind);
        Assert.Equal(CodeKind.LogisticUnit, own.Read("(00)340123451111111111").Kind);
    }

    [Fact]
    public void The_normal_form_reads_as_itself_and_holds_no_blank() =>
        Gen.Select(Gen.Char["!\"%&'()*+,-./:;<=>?_09AZaz"].Array[1, 20], Gen.Bool).Sample((serial, printed) =>
        {
            var value = new string(serial);
            var text = printed
                ? BracketedText.Write([new Gs1Element("01", "04012345111118"), new Gs1Element("21", value)])
                : "]d20104012345111118" + "21" + value;
            var reading = Plain.Read(text);
            Assert.Equal(value, reading.Identity!.Qualifier!.Value);
            Assert.DoesNotContain(' ', reading.NormalForm);
            Assert.Equal(reading.NormalForm, Plain.Read(reading.NormalForm).NormalForm);
            Assert.Equal(reading.NormalForm, TraceCode.Normalise(reading.NormalForm));
            Assert.Equal(reading.Identity, Plain.Read(reading.Identity.DigitalLink).Identity);
        });

    [Fact]
    public void No_text_makes_the_reader_fail() => Gen.OneOf(
        Gen.String, Gen.Char["()[]{}/:.%01248]Ce\u001D"].Array.Select(c => new string(c))).Sample(text =>
    {
        foreach (var reader in new[] { Plain, Own })
        {
            var reading = reader.Read(text);
            Assert.True(reading.Problem is not null || reading.NormalForm.Length > 0);
        }
    });
}
