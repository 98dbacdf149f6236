namespace DealerIntegration.Simulators.Business;

/// <summary>The dealers' tree (经销商层级): 4 first-tier dealers by province, 8 below them, 12 below those.</summary>
internal static class DealerTree
{
    private static readonly (string Province, string Name, string[] Prefectures)[] Regions =
    [
        ("320000", "江苏", ["320100", "320200", "320400", "320500"]),
        ("330000", "浙江", ["330100", "330200", "330300", "330400"]),
        ("440000", "广东", ["440100", "440300", "440600"]),
        ("420000", "湖北", ["420100", "420500", "420600"]),
    ];

    private static readonly string[] Words =
    [
        "宏达", "恒信", "瑞丰", "金源", "百汇", "嘉禾", "永昌", "泰和", "新旺", "鼎盛", "广源", "华联",
        "顺发", "联华", "众诚", "天泽", "东升", "万隆", "福临", "康利", "美佳", "同兴", "振业", "德润",
    ];

    public static List<Dealer> Grow()
    {
        var dealers = new List<Dealer>();
        foreach (var (province, name, _) in Regions)
        {
            Add(dealers, name + "{0}商贸有限公司", null, "T0", [province]);
        }

        for (var region = 0; region < Regions.Length; region++)
        {
            var (_, name, prefectures) = Regions[region];
            Add(dealers, name + "{0}贸易有限公司", dealers[region].Code, "T1", prefectures[..2]);
            Add(dealers, name + "{0}食品有限公司", dealers[region].Code, "T1", prefectures[2..]);
        }

        for (var index = 0; index < 12; index++)
        {
            var parent = dealers[4 + (index % 8)];
            var prefecture = parent.Territory[index / 8 % parent.Territory.Count];
            Add(dealers, parent.Name[..2] + "{0}经营部", parent.Code, "T2", [prefecture]);
        }

        return dealers;
    }

    private static void Add(List<Dealer> dealers, string name, string? parent, string tier, string[] territory)
    {
        var number = dealers.Count + 1;
        var language = number == 15 ? "en" : "zh";
        dealers.Add(new($"D{number:000}", string.Format(name, Words[number - 1]), parent, tier, territory, language));
    }
}
