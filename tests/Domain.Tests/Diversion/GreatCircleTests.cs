using CsCheck;
using DealerIntegration.Domain.Diversion;

namespace DealerIntegration.Domain.Tests.Diversion;

public sealed class GreatCircleTests
{
    private static readonly Gen<GeoPoint> Points = Gen.Select(
        Gen.Int[-9_000, 9_000], Gen.Int[-18_000, 18_000], (a, b) => new GeoPoint(a / 100m, b / 100m));

    [Theory]
    [InlineData("39.9042", "116.4074", "23.1291", "113.2644", 1889)]
    [InlineData("31.2304", "121.4737", "30.2741", "120.1551", 165)]
    [InlineData("0", "0", "0", "180", 20015)]
    [InlineData("90", "0", "-90", "0", 20015)]
    [InlineData("0", "179.5", "0", "-179.5", 111)]
    [InlineData("30", "120", "30", "120", 0)]
    public void Knows_distances_within_one_in_a_hundred(
        string lat1, string lon1, string lat2, string lon2, int expected)
    {
        var found = GreatCircle.Kilometres(Point(lat1, lon1), Point(lat2, lon2));
        Assert.InRange(found, expected * 0.99m, (expected * 1.01m) + 0.001m);
    }

    [Fact]
    public void Agrees_with_the_same_formula_in_floating_point() => Gen.Select(Points, Points).Sample((a, b) =>
        Assert.InRange((double)GreatCircle.Kilometres(a, b) - Floating(a, b), -0.01, 0.01));

    [Fact]
    public void Is_the_same_both_ways_and_never_longer_than_half_way_round() =>
        Gen.Select(Points, Points).Sample((a, b) =>
        {
            var there = GreatCircle.Kilometres(a, b);
            Assert.InRange(there, 0m, 20_016m);
            Assert.InRange(there - GreatCircle.Kilometres(b, a), -0.000001m, 0.000001m);
        });

    [Theory]
    [InlineData("0", "0")]
    [InlineData("91", "10")]
    [InlineData("10", "-181")]
    public void A_position_that_cannot_be_is_none(string latitude, string longitude)
    {
        var point = Point(latitude, longitude);
        Assert.Null(GeoPoint.Of(World.Scan("E", "C", "330100") with
        {
            Latitude = point.Latitude, Longitude = point.Longitude,
        }));
    }

    private static GeoPoint Point(string latitude, string longitude) =>
        new(Golden.GoldenFile.Number(latitude), Golden.GoldenFile.Number(longitude));

    private static double Floating(GeoPoint a, GeoPoint b)
    {
        var (lat1, lat2) = (Radians(a.Latitude), Radians(b.Latitude));
        var (up, along) = ((lat2 - lat1) / 2, (Radians(b.Longitude) - Radians(a.Longitude)) / 2);
        var h = Math.Pow(Math.Sin(up), 2) + (Math.Cos(lat1) * Math.Cos(lat2) * Math.Pow(Math.Sin(along), 2));
        return 2 * 6371.0088 * Math.Asin(Math.Sqrt(Math.Min(h, 1)));

        static double Radians(decimal degrees) => (double)degrees * Math.PI / 180;
    }
}
