namespace MediaGateway.Providers.JustWatch;

/// <summary>What is asked in GraphQL. A variable that is declared and not used is an error there, so each query has its own.</summary>
internal static class JustWatchQueries
{
    /// <summary>Whether the API answers.</summary>
    public const string Health = "query Health { __typename }";

    /// <summary>Titles by words; and, page by page, those of platforms.</summary>
    public const string Titles =
        """
        query Titles($country: Country!, $language: Language!, $filter: TitleFilter!, $first: Int!, $after: String) {
          popularTitles(country: $country, filter: $filter, first: $first, after: $after, sortBy: POPULAR, sortRandomSeed: 0) {
            pageInfo { endCursor hasNextPage }
            edges {
              node {
                ...TitleFields
                ... on MovieOrShow { offers(country: $country, platform: WEB, filter: { bestOnly: true }) { ...OfferFields } }
              }
            }
          }
        }
        """ + "\n" + TitleFields + "\n" + OfferFields;

    /// <summary>A title whole.</summary>
    public const string Details =
        """
        query Details($id: ID!, $country: Country!, $language: Language!) {
          node(id: $id) {
            ...TitleFields
            ... on MovieOrShow {
              people: content(country: $country, language: $language) { credits { role name } }
              offers(country: $country, platform: WEB, filter: { bestOnly: false }) { ...OfferFields }
            }
            ... on Show { totalSeasonCount }
          }
        }
        """ + "\n" + TitleFields + "\n" + OfferFields;

    /// <summary>Where a title is to be had.</summary>
    public const string Offers =
        """
        query Offers($id: ID!, $country: Country!, $language: Language!) {
          node(id: $id) {
            ... on MovieOrShow { offers(country: $country, platform: WEB, filter: { bestOnly: false }) { ...OfferFields } }
          }
        }
        """ + "\n" + OfferFields;

    private const string TitleFields =
        """
        fragment TitleFields on MovieOrShow {
          id
          objectType
          content(country: $country, language: $language) {
            title
            originalTitle
            originalReleaseYear
            originalReleaseDate
            shortDescription
            runtime
            genres { shortName }
            externalIds { imdbId tmdbId }
            posterUrl(profile: S718, format: JPG)
            backdrops(profile: S1920, format: JPG) { backdropUrl }
            scoring { imdbScore imdbVotes tmdbScore tomatoMeter jwRating }
          }
        }
        """;

    private const string OfferFields =
        """
        fragment OfferFields on Offer {
          monetizationType
          presentationType
          retailPrice(language: $language)
          retailPriceValue
          currency
          standardWebURL
          availableTo
          package { clearName technicalName }
        }
        """;
}
