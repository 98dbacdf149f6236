using DealerIntegration.Domain.Diversion.Territory;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class AreaListTests
{
    private static readonly AreaList Areas = new(new Dictionary<string, string>
    {
        ["110000"] = "北京市", ["110100"] = "市辖区", ["110105"] = "朝阳区",
        ["330000"] = "浙江省", ["330100"] = "杭州市", ["330106"] = "西湖区", ["441900"] = "东莞市",
    });

    [Theory]
    [InlineData("330106", "浙江省 杭州市 西湖区")]
    [InlineData("330100", "浙江省 杭州市")]
    [InlineData("330000", "浙江省")]
    [InlineData("110105", "北京市 朝阳区")]
    [InlineData("441900", "东莞市")]
    [InlineData("330103", null)]
    public void Names_an_area_the_way_people_do(string code, string? name) => Assert.Equal(name, Areas.FullName(code));

    [Theory]
    [InlineData("330106", "330106")]
    [InlineData("330103", "330100")]
    [InlineData("339901", "330000")]
    [InlineData("990101", null)]
    [InlineData("33", null)]
    public void Finds_the_closest_area_that_still_exists(string code, string? nearest) =>
        Assert.Equal(nearest, Areas.Nearest(code));

    [Fact]
    public void Refuses_a_code_that_is_none() =>
        Assert.Throws<ArgumentException>(() => new AreaList(new Dictionary<string, string> { ["3301"] = "杭州市" }));
}
