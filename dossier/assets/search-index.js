// What is known of the index behind the search page: nothing, until one has been made.
export default null;
