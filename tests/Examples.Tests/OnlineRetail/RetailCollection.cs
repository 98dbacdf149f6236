namespace DealerIntegration.Examples.Tests.OnlineRetail;

/// <summary>The tests that look at one walk; it takes half a minute and is made once.</summary>
[CollectionDefinition]
public sealed class RetailCollection : ICollectionFixture<RetailWalk>;
