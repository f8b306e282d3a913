namespace Retrieval.Events.Funnel;

/// <summary>What a shopper did, in the order of the funnel. A later step stands for those before it, should their events be lost.</summary>
public enum FunnelStep
{
    /// <summary>An answer was shown; it may hold no product, such as a question back.</summary>
    Shown = 1,

    /// <summary>A product of an answer was opened or put into the basket.</summary>
    Selected,

    /// <summary>The checkout was begun.</summary>
    CheckoutStarted,

    /// <summary>The payment was authorised: there is an order.</summary>
    Authorized,

    /// <summary>The order was delivered or handed over.</summary>
    Fulfilled,
}
