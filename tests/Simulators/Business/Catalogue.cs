namespace DealerIntegration.Simulators.Business;

/// <summary>The product list (商品目录): sixteen products in each of five categories.</summary>
internal static class Catalogue
{
    private static readonly (string Category, string[] Goods, int LowCents, int HighCents)[] Families =
    [
        ("BEVERAGE", ["矿泉水", "绿茶", "乌龙茶", "橙汁"], 250, 900),
        ("SNACK", ["薯片", "饼干", "坚果", "海苔"], 450, 2600),
        ("DAIRY", ["纯牛奶", "酸奶", "奶粉", "奶酪"], 600, 6800),
        ("HOME", ["洗衣液", "抽纸", "保鲜膜", "垃圾袋"], 500, 4200),
        ("CARE", ["洗发水", "沐浴露", "牙膏", "护手霜"], 800, 5600),
    ];

    private static readonly string[] Sizes = ["小装", "标准装", "家庭装", "礼盒装"];

    private static readonly string[] Brands = ["清源", "悦味", "朗净"];

    public static List<Product> Print(int seed)
    {
        var dice = new Dice(seed, "catalogue");
        var products = new List<Product>();
        foreach (var (category, goods, low, high) in Families)
        {
            foreach (var good in goods)
            {
                foreach (var size in Sizes)
                {
                    var number = products.Count + 1;
                    var code = $"P-{number:0000}" + (number % 9 == 0 ? "A" : "");
                    products.Add(new(
                        code, good + size, category, dice.Pick(Brands), Gtin(number),
                        dice.Between(low, high) / 100m, dice.Pick([6, 12, 12, 24])));
                }
            }
        }

        return products;
    }

    /// <summary>Thirteen digits, the last one the check digit of the GS1 rule.</summary>
    private static string Gtin(int number)
    {
        var digits = $"6901234{number:00000}";
        var sum = digits.Select((digit, index) => (digit - '0') * (index % 2 == 0 ? 1 : 3)).Sum();
        return digits + ((10 - (sum % 10)) % 10);
    }
}
