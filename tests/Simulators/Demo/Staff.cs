namespace DealerIntegration.Simulators.Demo;

/// <summary>Who works in the demo (操作人员): what one does, another one releases or rules on.</summary>
internal sealed record Staff(Person Prepares, Person Releases, Person Notifies, Person Rules)
{
    public static Staff In(DemoFolder folder) => new(
        new Person("demo-prepares", folder), new Person("demo-releases", folder),
        new Person("demo-notifies", folder, "channel"), new Person("demo-rules", folder, "channel"));
}
